package io.github.kubesprayoffline.id;

import io.github.kubesprayoffline.error.InvalidInputException;

/**
 * Text from outside as it may stand in a log, a page or a message: on one line, with everything
 * made visible that would move a cursor, colour a terminal, or turn the direction of writing.
 */
public final class Printable {

  private static final int LONGEST = 200;

  private Printable() {}

  /**
   * The text with such characters written as {@code \n}, {@code \x1b} or <code>&#92;u202e</code>.
   */
  public static String of(String text) {
    return escaped(text, false);
  }

  /** The same, but lines and tabs stay: for a text of several lines that is ours. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  /** The beginning of a text, for a message that quotes it. */
  public static String shortened(String text) {
    return text.length() <= LONGEST ? of(text) : of(text.substring(0, LONGEST)) + "...";
  }

  /** Whether a text has no such character. */
  public static boolean isPlain(String text) {
    return text.chars().noneMatch(Printable::isHidden);
  }

  /**
   * The text itself, for the constructors of values that hold one.
   *
   * @param what the text is, for the message
   * @throws InvalidInputException if it has such a character
   */
  public static String require(String what, String text) {
    if (!isPlain(text)) {
      throw new InvalidInputException(
          "The %s '%s' has a control character; write it without".formatted(what, shortened(text)));
    }
    return text;
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
