package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Set;
import java.util.regex.Pattern;

/** What may name a file in a bundle: a path that stays below the top folder on every system. */
final class EntryPath {

  private static final Set<String> STEPS_OUT = Set.of("", ".", "..");
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");

  private EntryPath() {}

  static boolean isSafe(String path) {
    if (path.indexOf('\\') >= 0 || CONTROL.matcher(path).find()) {
      return false;
    }
    for (String step : path.split("/", -1)) {
      if (STEPS_OUT.contains(step)) {
        return false;
      }
    }
    return true;
  }

  static void require(String path) {
    if (!isSafe(path)) {
      throw new InvalidInputException(
          "'%s' cannot be a path in a bundle: it must stay below the top folder"
              .formatted(printable(path)));
    }
  }

  /** The same text with control characters made visible. */
  static String printable(String path) {
    return CONTROL
        .matcher(path)
        .replaceAll(found -> "\\\\x%02x".formatted((int) found.group().charAt(0)));
  }

  /** A shell script may be run; nothing else. */
  static int mode(String path) {
    return path.endsWith(".sh") ? 0755 : 0644;
  }
}
