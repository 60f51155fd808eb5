package io.github.kubesprayoffline.http.retry;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how patiently to try again.
 *
 * @param retries after the first try
 * @param firstPause before the first retry; doubled before each further one, with a quarter of
 *     jitter either way
 * @param longestPause where doubling ends
 * @param longestRetryAfter what a server may ask to wait; if it asks for more, its answer is final
 * @param clock measures, and pauses
 */
public record RetryPolicy(
    int retries,
    Duration firstPause,
    Duration longestPause,
    Duration longestRetryAfter,
    Clock clock) {

  /** Five retries over about half a minute; two minutes if a server asks for it. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          5, Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMinutes(2), Clock.SYSTEM);

  /** One try, and no more. */
  public static final RetryPolicy NEVER = DEFAULT.withRetries(0);

  private static final int MOST_DOUBLINGS = 20;

  public RetryPolicy {
    if (retries < 0) {
      throw new InvalidInputException("retries is %d: give 0 or more.".formatted(retries));
    }
  }

  /** Whether a status tells of trouble that may pass. */
  public static boolean isPassing(int status) {
    return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
  }

  /** The same with so many retries. */
  public RetryPolicy withRetries(int changed) {
    return new RetryPolicy(changed, firstPause, longestPause, longestRetryAfter, clock);
  }

  /** The same by another clock. */
  public RetryPolicy withClock(Clock changed) {
    return new RetryPolicy(retries, firstPause, longestPause, longestRetryAfter, changed);
  }

  /** Whether there is another try after so many, and the server can be waited for so long. */
  boolean allows(int failures, Duration asked) {
    return failures < retries && asked.compareTo(longestRetryAfter) <= 0;
  }

  /** The pause before a retry, counted from 0: longer than our own if a server asks for that. */
  Duration pause(int retry, Duration asked) {
    long doubled = firstPause.toMillis() << Math.min(retry, MOST_DOUBLINGS);
    long bounded = Math.min(doubled, longestPause.toMillis());
    Duration own = Duration.ofMillis(bounded * ThreadLocalRandom.current().nextInt(75, 126) / 100);
    return asked.compareTo(own) > 0 ? asked : own;
  }
}
