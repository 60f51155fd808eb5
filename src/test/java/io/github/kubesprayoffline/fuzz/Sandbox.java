package io.github.kubesprayoffline.fuzz;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder in memory or on disk that one input is tried in; nothing may appear beside it. */
public final class Sandbox {

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private Sandbox() {}

  /** What is tried with a folder of its own. */
  public interface Trial {
    /** Tries it. */
    void run(Path folder) throws IOException;
  }

  /** Runs a trial in an inner folder, and fails if it left anything outside of that. */
  public static void run(Trial trial) {
    try {
      Path outer =
          Files.isWritable(SHARED_MEMORY)
              ? Files.createTempDirectory(SHARED_MEMORY, "fuzz")
              : Files.createTempDirectory("fuzz");
      try {
        Path inner = Files.createDirectory(outer.resolve("inner"));
        trial.run(inner);
        requireOnly(inner, outer);
      } finally {
        MoreFiles.deleteRecursively(outer, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireOnly(Path inner, Path outer) throws IOException {
    try (Stream<Path> found = Files.list(outer)) {
      List<Path> others = found.filter(path -> !path.equals(inner)).toList();
      if (!others.isEmpty()) {
        throw new AssertionError("written outside of the folder: " + others);
      }
    }
  }
}
