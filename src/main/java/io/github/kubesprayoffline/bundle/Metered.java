package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.IntegrityException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that gives no more than it is allowed to, so that a few bytes cannot fill the memory.
 */
final class Metered extends FilterInputStream {

  private long left = Long.MAX_VALUE;

  Metered(InputStream in) {
    super(in);
  }

  /** From here on, so many bytes and no more. */
  void limit(long bytes) {
    left = bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    left -= Math.max(count, 0);
    if (left < 0) {
      throw new IntegrityException("refused: the archive has a header of more than a megabyte");
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] skipped = new byte[(int) Math.min(count, 1 << 16)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
