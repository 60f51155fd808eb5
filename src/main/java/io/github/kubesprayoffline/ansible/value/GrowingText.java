package io.github.kubesprayoffline.ansible.value;

/** A text under construction, each part of which is charged before it is added. */
public final class GrowingText {

  /** In the builder, and in the text that it becomes. */
  private static final int BYTES_PER_CHAR = 4;

  /** Shorter parts cost next to nothing. */
  private static final int SHORT = 8;

  private final Budget budget = Budget.current();
  private final StringBuilder out = new StringBuilder();

  /** Adds a text. */
  public GrowingText append(CharSequence text) {
    return append(text, 0, text.length());
  }

  /** Adds a part of a text. */
  public GrowingText append(CharSequence text, int from, int to) {
    charge(to - from);
    out.append(text, from, to);
    return this;
  }

  /** Adds a character. */
  public GrowingText append(char c) {
    charge(1);
    out.append(c);
    return this;
  }

  /** Adds a character by its code point. */
  public GrowingText appendPoint(int point) {
    charge(2);
    out.appendCodePoint(point);
    return this;
  }

  /** Adds a text as many times; none for a negative number. */
  public GrowingText repeat(String text, long times) {
    if (times > 0 && !text.isEmpty()) {
      charge(times > Budget.MAX_TEXT ? times : times * text.length());
      out.append(text.repeat((int) times));
    }
    return this;
  }

  /** Charges a part that is about to be added. */
  private void charge(long length) {
    Budget.checkText(out.length() + length);
    if (length > SHORT) {
      budget.chars(length);
    }
    budget.make(BYTES_PER_CHAR * length);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
