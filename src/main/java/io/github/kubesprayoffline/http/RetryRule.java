package io.github.kubesprayoffline.http;

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
 */
public record RetryRule(
    int retries, Duration firstPause, Duration longestPause, Duration longestRetryAfter) {

  /** Five retries over about half a minute; two minutes if a server asks for it. */
  public static final RetryRule DEFAULT =
      new RetryRule(5, Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMinutes(2));

  /** For callers that retry by themselves. */
  public static final RetryRule NEVER =
      new RetryRule(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** The pause before a retry, counted from 0. */
  public Duration pause(int retry) {
    long doubled = firstPause.toMillis() << Math.min(retry, 20);
    long bounded = Math.min(doubled, longestPause.toMillis());
    return Duration.ofMillis(bounded * ThreadLocalRandom.current().nextInt(75, 126) / 100);
  }

  /** The same, or what a server asks to wait if that is longer. */
  public Duration pause(int retry, Duration asked) {
    Duration own = pause(retry);
    return asked.compareTo(own) > 0 ? asked : own;
  }
}
