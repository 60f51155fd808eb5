package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;

/** Bounds the work that templates can cause, so that a hostile one ends in an error, soon. */
public final class Budget {

  /** The longest text or list that a template may make. */
  static final int MAX_TEXT = 16 << 20;

  static final int MAX_ITEMS = 1 << 20;

  /** Evaluating a real tree takes some ten thousand steps for a host. */
  private static final long STEPS = 4_000_000;

  private static final long STEPS_PER_HOST = 200_000;

  /** A real tree nests its variables about fifteen deep. */
  private static final int MAX_DEPTH = 120;

  private final long limit;
  private long steps;
  private int depth;

  private Budget(long limit) {
    this.limit = limit;
  }

  /** A budget for evaluating as many hosts. */
  public static Budget forHosts(int hosts) {
    return new Budget(STEPS + STEPS_PER_HOST * hosts);
  }

  /** Counts one evaluation. */
  void step() {
    spend(1);
  }

  /** Counts as many evaluations. */
  public void spend(long count) {
    steps += count;
    if (steps > limit) {
      throw new EvaluationException("the templates need more than %d evaluations".formatted(limit));
    }
  }

  /** Goes one variable deeper. */
  public void enter() {
    if (++depth > MAX_DEPTH) {
      depth--;
      throw new EvaluationException(
          "variables refer to each other more than %d deep".formatted(MAX_DEPTH));
    }
  }

  /** Comes back from one variable. */
  public void leave() {
    depth--;
  }

  /** Checks the length of a text before it is made. */
  static void checkText(long length) {
    if (length > MAX_TEXT) {
      throw new EvaluationException("a text of %d characters is too long".formatted(length));
    }
  }

  /** Checks the size of a list before it is made. */
  static void checkItems(long size) {
    if (size > MAX_ITEMS) {
      throw new EvaluationException("a list of %d items is too long".formatted(size));
    }
  }
}
