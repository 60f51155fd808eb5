package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;

/** A text that charges how often it is looked at, so that a regex cannot run for ever. */
final class CountedText implements CharSequence {

  private static final int LOOKS_PER_STEP = 8;

  private final CharSequence text;
  private final Budget budget;
  private int looks;

  CountedText(CharSequence text) {
    this.text = text;
    this.budget = Budget.current();
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++looks == LOOKS_PER_STEP) {
      looks = 0;
      budget.step();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
