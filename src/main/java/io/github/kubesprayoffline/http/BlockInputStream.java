package io.github.kubesprayoffline.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A wrapped stream that is read in one way only, which its subclasses watch over. */
abstract class BlockInputStream extends FilterInputStream {

  BlockInputStream(InputStream in) {
    super(in);
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}
