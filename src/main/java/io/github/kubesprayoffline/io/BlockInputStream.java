package io.github.kubesprayoffline.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A wrapped stream that is read in one way only, which its subclasses watch over. */
public abstract class BlockInputStream extends FilterInputStream {

  private static final int SKIPPED_AT_ONCE = 1 << 16;

  /** Wraps a stream. */
  protected BlockInputStream(InputStream in) {
    super(in);
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;

  @Override
  public final long skip(long bytes) throws IOException {
    byte[] skipped = new byte[(int) Math.min(Math.max(bytes, 0), SKIPPED_AT_ONCE)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public final boolean markSupported() {
    return false;
  }
}
