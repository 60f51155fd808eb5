package io.github.kubesprayoffline.play.walk;

/**
 * A host at a task.
 *
 * @param isReal whether it comes there when all goes well on nodes that have nothing yet; what
 *     others do there is seen by nobody but themselves
 * @param isCertain whether that does not hang on what only a run can tell
 */
record Visit(HostState host, boolean isReal, boolean isCertain) {

  static Visit certain(HostState host) {
    return new Visit(host, true, true);
  }

  /** The same behind a condition that may hold. */
  Visit behind(Verdict verdict) {
    return new Visit(host, isReal && verdict.holds(), isCertain && verdict.isCertain());
  }

  /** The same where something is needed that rarely happens. */
  Visit perhaps() {
    return new Visit(host, false, false);
  }
}
