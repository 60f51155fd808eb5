package io.github.kubesprayoffline.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for programs on the path, and where Debian's servers are. */
public final class RequiredPrograms {

  private RequiredPrograms() {}

  /**
   * Whether all are here; says aloud which are not.
   *
   * @param test what needs them
   * @throws AssertionError if one is missing and {@code CI} is {@code true}
   */
  public static boolean areHere(String test, String... programs) {
    List<String> missing = Arrays.stream(programs).filter(each -> !isInstalled(each)).toList();
    if (missing.isEmpty()) {
      return true;
    }
    String reason = "%s: missing %s".formatted(test, String.join(", ", missing));
    if (Aloud.nothingMayBeMissing()) {
      throw new AssertionError(reason + "; with CI=true every program must be installed");
    }
    System.out.println("SKIPPED: " + reason);
    return false;
  }

  private static boolean isInstalled(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Arrays.stream(path.split(":")), Stream.of("/usr/sbin", "/sbin"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
