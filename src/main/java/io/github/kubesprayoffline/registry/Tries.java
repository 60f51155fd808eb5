package io.github.kubesprayoffline.registry;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.RetryRule;

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
    if (failures >= rule.retries()) {
      throw failure;
    }
    try {
      Thread.sleep(rule.pause(failures).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
    failures++;
  }
}
