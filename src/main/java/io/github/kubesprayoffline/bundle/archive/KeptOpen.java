package io.github.kubesprayoffline.bundle.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes everything on but the end, because more follows. */
public final class KeptOpen extends FilterOutputStream {

  /** A stream whose end only flushes the one behind it. */
  public KeptOpen(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
