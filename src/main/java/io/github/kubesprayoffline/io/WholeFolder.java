package io.github.kubesprayoffline.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder that gets its name when all of it is written, and is no folder of that name before. */
public final class WholeFolder implements AutoCloseable {

  private final Path folder;
  private final Path draft;

  private WholeFolder(Path folder) {
    this.folder = folder;
    this.draft = folder.resolveSibling("." + folder.getFileName() + ".part");
  }

  /** Begins one, beside the folder that it becomes; what a killed run left there goes. */
  public static WholeFolder beside(Path folder) throws IOException {
    WholeFolder whole = new WholeFolder(folder.toAbsolutePath());
    FileTree.delete(whole.draft);
    return whole;
  }

  /** Where to write; there is nothing yet. */
  public Path draft() {
    return draft;
  }

  /** Gives it its name, in the place of what had that. */
  public void finish() throws IOException {
    FileTree.delete(folder);
    Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Leaves nothing of what was not finished. */
  @Override
  public void close() throws IOException {
    FileTree.delete(draft);
  }
}
