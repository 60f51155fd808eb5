package io.github.kubesprayoffline.ansible.value;

import java.util.Locale;

/**
 * Upper and lower case of texts of any length. Java copies the whole text for each character that
 * becomes longer, as the German sharp s does; so long texts are taken in pieces.
 */
public final class LetterCase {

  private static final int PIECE = 1024;

  private LetterCase() {}

  /** The text in upper case. */
  public static String upper(String text) {
    return convert(text, true);
  }

  /** The text in lower case. */
  public static String lower(String text) {
    return convert(text, false);
  }

  private static String convert(String text, boolean upper) {
    if (text.length() <= PIECE) {
      return piece(text, upper);
    }
    Budget.current().chars(4L * text.length());
    GrowingText out = new GrowingText();
    int from = 0;
    while (from < text.length()) {
      int to = end(text, from);
      out.append(piece(text.substring(from, to), upper));
      from = to;
    }
    return out.toString();
  }

  private static String piece(String text, boolean upper) {
    return upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
  }

  /** Behind a space where one is near, since a final sigma depends on its neighbours. */
  private static int end(String text, int from) {
    int least = from + PIECE;
    for (int to = least; to < Math.min(text.length(), from + 2 * PIECE); to++) {
      if (Character.isWhitespace(text.charAt(to))) {
        return to;
      }
    }
    if (least >= text.length()) {
      return text.length();
    }
    return Character.isHighSurrogate(text.charAt(least - 1)) ? least + 1 : least;
  }
}
