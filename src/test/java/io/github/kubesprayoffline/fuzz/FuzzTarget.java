package io.github.kubesprayoffline.fuzz;

import io.github.kubesprayoffline.bundle.DeltaListFuzz;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What is fuzzed. Its seeds, and every input that once broke it, lie in {@code fuzz/<name>}. */
public enum FuzzTarget {
  ARCHIVE(ArchiveFuzz.class),
  LOCK(LockFuzz.class),
  DELTA(DeltaListFuzz.class),
  INI(IniFuzz.class),
  YAML(YamlFuzz.class),
  JINJA(JinjaFuzz.class),
  MANIFEST(ManifestFuzz.class),
  HTTP(HttpFuzz.class);

  private static final Path RESOURCES = Path.of("src/test/resources/fuzz");

  private final Class<?> type;

  FuzzTarget(Class<?> type) {
    this.type = type;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Class<?> type() {
    return type;
  }

  /** Tries one input, as the fuzzer does. */
  void run(byte[] input) throws Throwable {
    try {
      type.getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object) input);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  Path seedFolder() {
    return RESOURCES.resolve(label());
  }

  /**
   * Tries the seeds, so that all that a target needs is loaded before somebody looks at a clock.
   */
  public void warmUp() {
    try {
      for (Path seed : seeds()) {
        run(Files.readAllBytes(seed));
      }
    } catch (Throwable e) {
      throw new IllegalStateException(this + " fails with a seed", e);
    }
  }

  /** Words that the inputs are made of, for a fuzzer to put together. */
  Path dictionary() {
    return RESOURCES.resolve(label() + ".dict");
  }

  List<Path> seeds() throws IOException {
    try (Stream<Path> files = Files.list(seedFolder())) {
      return files.sorted().toList();
    }
  }
}
