package io.github.kubesprayoffline.ansible.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a part in a text. What it costs is charged, since it grows with the product of both. */
public final class TextSearch {

  /** So much of the part is looked for by the JDK's search; the rest is compared. */
  private static final int HEAD = 4;

  private TextSearch() {}

  /** Where the part begins, at a position or behind; -1 if it does not. */
  public static int indexOf(String text, String part, int from) {
    Budget budget = Budget.current();
    String head = part.substring(0, Math.min(HEAD, part.length()));
    int at = text.indexOf(head, from);
    int last = from;
    while (at >= 0) {
      budget.chars(2L * (at - last) + part.length());
      if (text.startsWith(part, at)) {
        return at;
      }
      last = at;
      at = text.indexOf(head, at + 1);
    }
    budget.chars(2L * (text.length() - last));
    return -1;
  }

  /** Where the part begins for the last time; -1 if it does not. */
  public static int lastIndexOf(String text, String part) {
    Budget budget = Budget.current();
    String head = part.substring(0, Math.min(HEAD, part.length()));
    int at = text.lastIndexOf(head);
    int last = text.length();
    while (at >= 0) {
      budget.chars(2L * (last - at) + part.length());
      if (text.startsWith(part, at)) {
        return at;
      }
      last = at;
      at = text.lastIndexOf(head, at - 1);
    }
    budget.chars(2L * last);
    return -1;
  }

  /** The text with another in the place of a part, the first few times; always where negative. */
  public static String replace(String text, String part, String other, int most) {
    GrowingText out = new GrowingText();
    int from = 0;
    int count = 0;
    int at = indexOf(text, part, 0);
    while (at >= 0 && (most < 0 || count < most)) {
      out.append(text, from, at).append(other);
      from = at + part.length();
      count++;
      if (part.isEmpty()) {
        if (at == text.length()) {
          break;
        }
        out.append(text.charAt(at));
        from = at + 1;
        at = from;
      } else {
        at = indexOf(text, part, from);
      }
    }
    return out.append(text, Math.min(from, text.length()), text.length()).toString();
  }

  /** The pieces between the parts, which are taken out as many times; always where negative. */
  public static List<@Nullable Object> split(String text, String part, int most) {
    Budget budget = Budget.current();
    List<@Nullable Object> pieces = new ArrayList<>();
    int from = 0;
    int at = indexOf(text, part, 0);
    while (at >= 0 && (most < 0 || pieces.size() < most)) {
      add(pieces, text.substring(from, at), budget);
      from = at + part.length();
      at = indexOf(text, part, from);
    }
    add(pieces, text.substring(from), budget);
    return pieces;
  }

  /** How often the part is there, without overlaps. */
  public static long count(String text, String part) {
    if (part.isEmpty()) {
      return text.length() + 1L;
    }
    long count = 0;
    for (int at = indexOf(text, part, 0); at >= 0; at = indexOf(text, part, at + part.length())) {
      count++;
    }
    return count;
  }

  /** Adds a text that is charged, with its place in the list. */
  public static void add(List<@Nullable Object> list, String text, Budget budget) {
    budget.makeText(text.length());
    budget.makeItems(1);
    list.add(text);
  }
}
