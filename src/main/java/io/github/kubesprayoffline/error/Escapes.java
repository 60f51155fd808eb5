package io.github.kubesprayoffline.error;

/**
 * Escapes for what would move a cursor, colour a terminal, or turn the direction of writing. They
 * stand on this side because no failure is told without them; others take them by {@code
 * id.Printable}.
 */
public final class Escapes {

  private Escapes() {}

  /** The text on one line. */
  public static String line(String text) {
    return escaped(text, false);
  }

  /** The text with its lines and tabs. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  /** Whether there is nothing to escape in a text. */
  public static boolean isPlain(String text) {
    return text.chars().noneMatch(Escapes::isHidden);
  }

  private static String escaped(String text, boolean keepLines) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean layout = c == '\n' || c == '\t';
      out.append(isHidden(c) && !(keepLines && layout) ? escape(c) : String.valueOf(c));
    }
    return out.toString();
  }

  private static String escape(char c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> (c < 0x100 ? "\\x%02x" : "\\u%04x").formatted((int) c);
    };
  }

  /** Controls (C0, DEL, C1), line and paragraph separators, and what overrides the direction. */
  private static boolean isHidden(int c) {
    return Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || c == 0x200e
        || c == 0x200f
        || c == 0x061c
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
