package io.github.kubesprayoffline.error;

import java.util.stream.Collectors;

/**
 * Escapes for what would move a cursor, colour a terminal, or turn the direction of writing. They
 * stand on this side because no failure is told without them; others take them by {@code
 * id.Printable}.
 */
public final class Escapes {

  private Escapes() {}

  /** Whether there is nothing to escape in a text. */
  public static boolean isPlain(String text) {
    return text.codePoints().noneMatch(Escapes::isHidden);
  }

  /** The text on one line. */
  public static String line(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> out.append(isHidden(c) ? escape(c) : Character.toString(c)));
    return out.toString();
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c < 0x100 ? "\\x%02x".formatted(c) : units(c);
    };
  }

  private static String units(int c) {
    return Character.toString(c)
        .chars()
        .mapToObj("\\u%04x"::formatted)
        .collect(Collectors.joining());
  }

  /**
   * Controls (C0, DEL, C1), line and paragraph separators, and what has no width of its own: it
   * overrides the direction, or lets two names look the same.
   */
  private static boolean isHidden(int c) {
    return Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || Character.getType(c) == Character.FORMAT;
  }
}
