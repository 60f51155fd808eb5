package io.github.kubesprayoffline.registry;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.RetryRule;
import java.time.Duration;

/** Counts failures in a row, and waits between them as a rule says. */
final class Tries {

  private final RetryRule rule;
  private int failures;

  Tries(RetryRule rule) {
    this.rule = rule;
  }

  /**
   * Waits before the next try.
   *
   * @throws TransferException the failure, if it was the last one allowed
   */
  void pauseOrThrow(TransferException failure) {
    pauseOrThrow(failure, Duration.ZERO);
  }

  /**
   * Waits before the next try, as long as the registry asks for if that is longer than the rule's.
   *
   * @throws TransferException the failure, if it was the last one allowed, or more is asked for
   *     than the rule allows
   */
  void pauseOrThrow(TransferException failure, Duration asked) {
    if (failures >= rule.retries() || asked.compareTo(rule.longestRetryAfter()) > 0) {
      throw failure;
    }
    try {
      Thread.sleep(rule.pause(failures, asked).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
    failures++;
  }
}
