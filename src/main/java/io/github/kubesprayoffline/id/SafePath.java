package io.github.kubesprayoffline.id;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * The one rule for relative paths that come from outside (a lock, a catalog, a delta, a manifest,
 * an inventory, an archive): steps separated by slashes that stay below a folder on every system.
 */
public final class SafePath {

  /** What every file system takes for one name, in bytes of UTF-8. */
  public static final int LONGEST_NAME = 255;

  /** What still leaves room for the folder above within Linux' 4096 bytes. */
  public static final int LONGEST_PATH = 3000;

  private static final Set<String> STEPS_OUT = Set.of("", ".", "..");

  private SafePath() {}

  /**
   * What is wrong with a path, as the rest of a sentence that begins with it: {@code has a step
   * that is empty, '.' or '..'}. Empty where nothing is.
   */
  public static Optional<String> fault(String path) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(path)) {
      return Optional.of("is not Unicode text");
    }
    if (!Printable.isPlain(path) || path.indexOf('\\') >= 0) {
      return Optional.of("has a backslash or a control character");
    }
    if (bytes(path) > LONGEST_PATH) {
      return Optional.of("has %d bytes, and %d is the most".formatted(bytes(path), LONGEST_PATH));
    }
    for (String step : path.split("/", -1)) {
      if (STEPS_OUT.contains(step)) {
        return Optional.of("has a step that is empty, '.' or '..'");
      }
      if (bytes(step) > LONGEST_NAME) {
        return Optional.of(
            "has a name of %d bytes, and %d is the most".formatted(bytes(step), LONGEST_NAME));
      }
    }
    return Optional.empty();
  }

  /** Whether nothing is wrong with a path. */
  public static boolean isSafe(String path) {
    return fault(path).isEmpty();
  }

  /**
   * The path itself, for the constructors of values that hold one.
   *
   * @throws InvalidInputException saying what is wrong with it
   */
  public static String require(String path) {
    fault(path)
        .ifPresent(
            fault -> {
              throw new InvalidInputException(
                  "'%s' cannot be a path: it %s".formatted(Printable.shortened(path), fault));
            });
    return path;
  }

  /**
   * A path of one step.
   *
   * @throws InvalidInputException saying what is wrong with it
   */
  public static String requireName(String name) {
    if (name.indexOf('/') >= 0) {
      throw new InvalidInputException(
          "'%s' cannot be a name: it has a slash".formatted(Printable.shortened(name)));
    }
    return require(name);
  }

  /**
   * Refuses paths of which one would be a folder of another.
   *
   * @throws InvalidInputException naming both
   */
  public static void requireNoneIsAFolder(SortedSet<String> paths) {
    for (String path : paths) {
      SortedSet<String> below = paths.subSet(path + "/", path + "0");
      if (!below.isEmpty()) {
        throw new InvalidInputException(
            "%s would be both a file and the folder of %s; exclude one"
                .formatted(path, below.first()));
      }
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
