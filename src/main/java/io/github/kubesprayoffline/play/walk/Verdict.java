package io.github.kubesprayoffline.play.walk;

/**
 * What a condition comes to.
 *
 * @param holds on nodes that have nothing yet, where everything goes well
 * @param isCertain whether that does not hang on what only a run can tell
 */
record Verdict(boolean holds, boolean isCertain) {

  static final Verdict TRUE = new Verdict(true, true);
  static final Verdict FALSE = new Verdict(false, true);

  /** Whether what it guards may run: where nobody knows, it may. */
  boolean mayHold() {
    return holds || !isCertain;
  }
}
