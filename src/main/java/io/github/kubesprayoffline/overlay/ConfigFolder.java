package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;

/** A folder that gets its name when all of it has been written and proven. */
final class ConfigFolder implements AutoCloseable {

  private final Path folder;
  private final Path draft;

  private ConfigFolder(Path folder) {
    this.folder = folder;
    this.draft = folder.resolveSibling(folder.getFileName() + ".part");
  }

  /** Begins one, beside the folder that it becomes. */
  static ConfigFolder draft(Path folder) {
    ConfigFolder fresh = new ConfigFolder(folder.toAbsolutePath());
    fresh.attempt(() -> FileTree.delete(fresh.draft));
    return fresh;
  }

  /** Where it is as long as it is a draft. */
  Path path() {
    return draft;
  }

  /** Writes files below a folder of it, which none of them can leave. */
  void write(String below, SortedMap<String, byte[]> files) {
    attempt(() -> FileTree.write(draft.resolve(below), files));
  }

  /** Gives it its name, in the place of what had that. */
  void finish() {
    attempt(
        () -> {
          FileTree.delete(folder);
          Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        });
  }

  /** Leaves nothing of what was not finished. */
  @Override
  public void close() {
    attempt(() -> FileTree.delete(draft));
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be written: %s. Is there space, and may you write there?".formatted(folder, e),
          e);
    }
  }
}
