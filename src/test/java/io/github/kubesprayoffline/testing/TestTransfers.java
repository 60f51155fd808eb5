package io.github.kubesprayoffline.testing;

import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import java.util.Random;

/** What tests of transfers have in common. */
public final class TestTransfers {

  /** Two retries, whose pauses take no time. */
  public static final RetryPolicy QUICK =
      RetryPolicy.DEFAULT.withRetries(2).withClock(new TurnedClock());

  /** Settings with such retries. */
  public static final HttpSettings SETTINGS = HttpSettings.DEFAULT.withRetry(QUICK);

  private TestTransfers() {}

  /** Bytes that nothing compresses, the same for the same seed. */
  public static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
