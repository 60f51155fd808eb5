package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.FileTree;
import io.github.kubesprayoffline.io.WholeFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/** A folder that gets its name when all of it has been written and proven. */
final class ConfigFolder implements AutoCloseable {

  private final Path folder;
  private final WholeFolder whole;

  private ConfigFolder(Path folder) throws IOException {
    this.folder = folder;
    this.whole = WholeFolder.beside(folder);
  }

  /** Begins one, beside the folder that it becomes. */
  static ConfigFolder draft(Path folder) {
    try {
      return new ConfigFolder(folder.toAbsolutePath());
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /** Where it is as long as it is a draft. */
  Path path() {
    return whole.draft();
  }

  /** Writes files below a folder of it, which none of them can leave. */
  void write(String below, SortedMap<String, byte[]> files) {
    attempt(() -> FileTree.write(path().resolve(below), files));
  }

  /** Gives it its name, in the place of what had that. */
  void finish() {
    attempt(whole::finish);
  }

  /** Leaves nothing of what was not finished. */
  @Override
  public void close() {
    attempt(whole::close);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  private static OfflineException failed(Path folder, IOException e) {
    return new OfflineException(
        "%s cannot be written: %s. Is there space, and may you write there?".formatted(folder, e),
        e);
  }
}
