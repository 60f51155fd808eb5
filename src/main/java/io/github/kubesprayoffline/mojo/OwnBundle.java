package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.job.BundleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bundle that the goal {@code bundle} has written in a project. */
final class OwnBundle {

  private static final String NAMED_BY_RELEASE =
      Pattern.quote(BundleTarget.PREFIX) + "(?!.*\\.delta\\.).+";

  private OwnBundle() {}

  /**
   * The archive, or the first of its volumes.
   *
   * @param folder where bundles are written to
   * @param name of the archive without its extension; empty for one that is named by its release
   * @throws InvalidInputException if there is none, or more than one
   */
  static Path in(Path folder, Optional<String> name) {
    List<Path> bundles = written(folder, pattern(name));
    if (bundles.isEmpty()) {
      throw new InvalidInputException(
          "There is no bundle in %s: run the goal bundle first, or give -Dkubespray.bundle=<archive, first volume, or unpacked folder>"
              .formatted(folder));
    }
    if (bundles.size() > 1) {
      throw new InvalidInputException(
          "There are %d bundles in %s: %s. Say which by -Dkubespray.bundle=<file>"
              .formatted(
                  bundles.size(),
                  folder,
                  bundles.stream()
                      .map(bundle -> bundle.getFileName().toString())
                      .collect(Collectors.joining(", "))));
    }
    return bundles.get(0);
  }

  private static List<Path> written(Path folder, Pattern pattern) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> pattern.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new OfflineException(folder + " cannot be read: " + e, e);
    }
  }

  private static Pattern pattern(Optional<String> name) {
    String extensions =
        Arrays.stream(BundleFormat.values())
            .map(format -> Pattern.quote(format.extension()))
            .collect(Collectors.joining("|"));
    return Pattern.compile(
        "%s\\.(%s)(\\.001)?"
            .formatted(name.map(Pattern::quote).orElse(NAMED_BY_RELEASE), extensions));
  }
}
