package io.github.kubesprayoffline.store;

import io.github.kubesprayoffline.io.WholeFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hard links, and copies where there are none. */
final class Links {

  private Links() {}

  static void place(Path source, Path target) throws IOException {
    if (Files.exists(target) && Files.isSameFile(source, target)) {
      return;
    }
    Disk.createFolder(target.toAbsolutePath().getParent());
    Path fresh = WholeFile.beside(target.toAbsolutePath());
    try {
      if (isLinked(fresh, source)) {
        Disk.rename(fresh, target);
      } else {
        WholeFile.write(target, out -> Files.copy(source, out));
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static boolean isLinked(Path fresh, Path source) throws IOException {
    try {
      Files.createLink(fresh, source);
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    }
  }
}
