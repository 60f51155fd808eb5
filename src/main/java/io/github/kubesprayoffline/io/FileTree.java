package io.github.kubesprayoffline.io;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

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

  /** Guava's own message says no more than that there are others. */
  private static IOException first(FileSystemException e) {
    return e.getSuppressed().length > 0 && e.getSuppressed()[0] instanceof IOException cause
        ? cause
        : e;
  }
}
