package io.github.kubesprayoffline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The JDKs of this machine: the one that runs the tests, Debian's, and those in JAVA_HOME_*. */
public final class Jdks {

  private static final Path DEBIAN = Path.of("/usr/lib/jvm");

  private Jdks() {}

  /** The home of the one that runs the tests. */
  public static Path current() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The homes of all, each once. */
  public static SortedSet<Path> all() {
    SortedSet<Path> homes = new TreeSet<>();
    try (Stream<Path> installed = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.of()) {
      Stream<Path> named =
          System.getenv().entrySet().stream()
              .filter(variable -> variable.getKey().startsWith("JAVA_HOME_"))
              .map(variable -> Path.of(variable.getValue()));
      for (Path home : Stream.concat(installed, named).toList()) {
        if (Files.isExecutable(home.resolve("bin/java"))) {
          homes.add(home.toRealPath());
        }
      }
      homes.add(current().toRealPath());
      return homes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another one than the one that runs the tests; the last by name. */
  public static Optional<Path> another() throws IOException {
    SortedSet<Path> others = all();
    others.remove(current().toRealPath());
    return others.isEmpty() ? Optional.empty() : Optional.of(others.last());
  }
}
