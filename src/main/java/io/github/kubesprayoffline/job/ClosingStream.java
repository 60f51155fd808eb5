package io.github.kubesprayoffline.job;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A part of something that is closed with it. */
final class ClosingStream extends FilterInputStream {

  private final Closeable whole;

  ClosingStream(InputStream part, Closeable whole) {
    super(part);
    this.whole = whole;
  }

  @Override
  public void close() throws IOException {
    whole.close();
  }
}
