package io.github.kubesprayoffline.error;

import java.util.ArrayList;
import java.util.List;

/** Collects the independent problems of a run so that they are reported together. */
public final class Problems {

  private final List<OfflineException> found = new ArrayList<>();

  /** Notes one problem and goes on. */
  public synchronized void add(OfflineException problem) {
    found.add(problem);
  }

  /** Whether nothing was noted. */
  public synchronized boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Ends the run if there was any problem.
   *
   * @throws OfflineException the only problem as it is, or all of them, one a line
   */
  public synchronized void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    if (found.size() == 1) {
      throw found.get(0);
    }
    StringBuilder message = new StringBuilder(found.size() + " problems:");
    found.forEach(problem -> message.append("\n  - ").append(problem.getMessage()));
    OfflineException all = new OfflineException(message.toString());
    found.forEach(all::addSuppressed);
    throw all;
  }
}
