package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.http.RetryRule;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the failures of one transfer. Only progress that is worth it makes up for them: bytes that
 * were never there before, and not a few of them; else a server that gives one byte a try would be
 * asked for ever.
 */
final class Tries {

  /** A slow link that breaks now and then brings more between two breaks. */
  static final long PROGRESS = 256 << 10;

  private final RetryRule rule;
  private final List<IOException> failures = new ArrayList<>();
  private long farthest;

  /**
   * Tries to come.
   *
   * @param length what is there before the first of them
   */
  Tries(RetryRule rule, long length) {
    this.rule = rule;
    this.farthest = length;
  }

  /**
   * Notes a failure.
   *
   * @param length what is there after it
   * @return how long to wait before the next try
   * @throws IOException the failure, with those before it, if there shall be no other try
   */
  Duration pauseAfter(IOException failure, long length) throws IOException {
    if (length - farthest >= PROGRESS) {
      farthest = length;
      failures.clear();
    }
    failures.add(failure);
    if (failures.size() > rule.retries()) {
      failures.subList(0, failures.size() - 1).forEach(failure::addSuppressed);
      throw failure;
    }
    return rule.pause(failures.size() - 1);
  }
}
