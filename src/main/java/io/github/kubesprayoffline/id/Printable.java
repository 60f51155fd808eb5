package io.github.kubesprayoffline.id;

import io.github.kubesprayoffline.error.Escapes;
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
    return Escapes.line(text);
  }

  /** The beginning of a text, for a message that quotes it. */
  public static String shortened(String text) {
    return text.length() <= LONGEST ? of(text) : of(text.substring(0, LONGEST)) + "...";
  }

  /** Whether a text has no such character. */
  public static boolean isPlain(String text) {
    return Escapes.isPlain(text);
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
}
