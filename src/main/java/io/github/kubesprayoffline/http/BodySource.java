package io.github.kubesprayoffline.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The body of a request, which can be read again for each try. */
public interface BodySource {

  /** How many bytes {@link #open} gives. */
  long length();

  /** The body from its first byte. */
  InputStream open() throws IOException;

  /** A body that is in memory. */
  static BodySource of(byte[] bytes) {
    return of(bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  /** What is in this file now. */
  static BodySource of(Path file) throws IOException {
    return of(Files.size(file), () -> Files.newInputStream(file));
  }

  /** Whatever the opener gives, anew for each try. */
  static BodySource of(long length, Opener opener) {
    return new BodySource() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public InputStream open() throws IOException {
        return opener.open();
      }
    };
  }

  /** Opens a body from its first byte. */
  @FunctionalInterface
  interface Opener {
    /** Opens it at its first byte. */
    InputStream open() throws IOException;
  }
}
