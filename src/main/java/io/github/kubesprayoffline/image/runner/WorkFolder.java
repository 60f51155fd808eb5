package io.github.kubesprayoffline.image.runner;

import io.github.kubesprayoffline.io.FileTree;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder, gone when closed. */
record WorkFolder(Path root) implements Closeable {

  static WorkFolder create() throws IOException {
    return new WorkFolder(Files.createTempDirectory("kubespray-offline-"));
  }

  Path folder(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  @Override
  public void close() throws IOException {
    FileTree.delete(root);
  }
}
