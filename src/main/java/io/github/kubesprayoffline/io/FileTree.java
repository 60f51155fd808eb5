package io.github.kubesprayoffline.io;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.SortedMap;

/** Folders with all that is in them. */
public final class FileTree {

  private FileTree() {}

  /**
   * Deletes a file, or a folder with all that is in it; nothing if there is none. A link is deleted
   * and not followed, also one that takes a folder's place meanwhile where the system can tell.
   */
  public static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      MoreFiles.deleteRecursively(tree, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (FileSystemException e) {
      throw first(e);
    }
  }

  /**
   * Writes files below a folder, which none of them can leave. Without files there is no folder.
   *
   * @param files contents by relative path
   * @throws io.github.kubesprayoffline.error.InvalidInputException if a path would lead out
   */
  public static void write(Path folder, SortedMap<String, byte[]> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    Root root = new Root(Files.createDirectories(folder));
    for (var file : files.entrySet()) {
      Path target = root.at(file.getKey());
      Files.createDirectories(target.getParent());
      WholeFile.write(target, out -> out.write(file.getValue()));
    }
  }

  /** Guava's own message says no more than that there are others. */
  private static IOException first(FileSystemException e) {
    return e.getSuppressed().length > 0 && e.getSuppressed()[0] instanceof IOException cause
        ? cause
        : e;
  }
}
