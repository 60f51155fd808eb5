package io.github.kubesprayoffline.error;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Collects the independent problems of a run so that they are reported together. */
public final class Problems {

  private final List<OfflineException> found = new ArrayList<>();

  /**
   * Ends the run if anything failed.
   *
   * @throws OfflineException as {@link #throwIfAny} does
   */
  public static void throwAll(Collection<OfflineException> failures) {
    Problems problems = new Problems();
    failures.forEach(problems::add);
    problems.throwIfAny();
  }

  /**
   * Notes one problem, or each of those that another collection ended with, and goes on; what many
   * things failed of in the same words is one problem.
   */
  public synchronized void add(OfflineException problem) {
    if (problem instanceof Several several) {
      several.problems.forEach(this::add);
    } else if (found.stream().noneMatch(known -> saysTheSame(known, problem))) {
      found.add(problem);
    }
  }

  private static boolean saysTheSame(OfflineException known, OfflineException problem) {
    return Objects.equals(known.getMessage(), problem.getMessage());
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
    Lines message = Lines.of(found.size() + " problems:");
    found.forEach(message::item);
    OfflineException all = new Several(message, found);
    found.forEach(all::addSuppressed);
    throw all;
  }

  private static final class Several extends OfflineException {

    private final transient List<OfflineException> problems;

    Several(Lines message, List<OfflineException> problems) {
      super(message, null);
      this.problems = List.copyOf(problems);
    }
  }
}
