package io.github.kubesprayoffline.publish;

import io.github.kubesprayoffline.http.BodySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** Where a file server keeps its files. Paths are relative, with slashes. */
interface FileStorage {

  /** The size of a file in bytes; empty where there is none. */
  OptionalLong size(String path) throws IOException;

  /** The content of a small file; empty where there is none. */
  Optional<byte[]> read(String path) throws IOException;

  /**
   * Stores a file; under its name it is either whole or not there, and not there either if the
   * content ends in an exception.
   */
  void write(String path, BodySource content) throws IOException;

  /** What messages call it. */
  String name();

  /** For a place where bytes are seen as they come: finds what is wrong with them before that. */
  static void tryOut(BodySource content) throws IOException {
    try (InputStream in = content.open()) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
