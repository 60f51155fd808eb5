package io.github.kubesprayoffline.testing;

import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.RetryRule;
import java.time.Duration;
import java.util.Random;

/** What tests of transfers have in common. */
public final class TestTransfers {

  /** Two retries that hardly wait; a server may ask for five seconds. */
  public static final RetryRule QUICK =
      new RetryRule(2, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(5));

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
