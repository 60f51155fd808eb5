package io.github.kubesprayoffline.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Where a file server keeps its files. Paths are relative, with slashes. */
interface FileStorage {

  /** The size of a file in bytes; empty where there is none. */
  OptionalLong size(String path) throws IOException;

  /** The content of a small file; empty where there is none. */
  Optional<byte[]> read(String path) throws IOException;

  /** Stores a file; under its name it is either whole or not there. */
  void write(String path, Path content) throws IOException;

  /** What messages call it. */
  String name();
}
