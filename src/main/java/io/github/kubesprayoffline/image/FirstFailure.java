package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.error.OfflineException;
import org.jspecify.annotations.Nullable;

/** Does things until one of them fails: for things that would all fail for the same reason. */
final class FirstFailure {

  private @Nullable OfflineException first;

  /** Runs the action, unless an earlier one has failed. */
  void attempt(Runnable action) {
    if (failed()) {
      return;
    }
    try {
      action.run();
    } catch (OfflineException e) {
      note(e);
    }
  }

  /**
   * Ends the run if something failed.
   *
   * @throws OfflineException what failed first; the others are suppressed in it
   */
  synchronized void throwIfAny() {
    if (first != null) {
      throw first;
    }
  }

  private synchronized boolean failed() {
    return first != null;
  }

  private synchronized void note(OfflineException failure) {
    if (first == null) {
      first = failure;
    } else if (failure != first) {
      first.addSuppressed(failure);
    }
  }
}
