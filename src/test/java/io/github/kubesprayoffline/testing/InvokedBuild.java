package io.github.kubesprayoffline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a Maven build under {@code src/it} has left: its log and its files. */
public final class InvokedBuild {

  private final Path folder;

  /** The build that ran in this folder. */
  public InvokedBuild(File folder) {
    this.folder = folder.toPath();
  }

  /** All that Maven printed. */
  public String log() {
    return read(folder.resolve("build.log"));
  }

  /** A file of the build, which must be there. */
  public Path file(String path) {
    assertThat(folder.resolve(path)).isRegularFile();
    return folder.resolve(path);
  }

  /** The build failed with one paragraph that contains all this, and left nothing half-done. */
  public void failedWith(String... parts) {
    assertThat(log()).contains("BUILD FAILURE").contains(parts);
    assertThat(log()).as("no stack trace without -e").doesNotContain("\tat ", "Caused by:");
    assertThat(bundles()).as("no bundle, whole or half").isEmpty();
  }

  /** The bundles in {@code target}, also half-written ones. */
  public List<Path> bundles() {
    Path target = folder.resolve("target");
    if (!Files.isDirectory(target)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(file -> file.getFileName().toString().contains(".tar")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
