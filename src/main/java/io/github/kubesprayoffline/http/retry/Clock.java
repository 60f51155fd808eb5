package io.github.kubesprayoffline.http.retry;

import java.time.Duration;
import java.time.Instant;

/** The time that tries, pauses and waits go by; tests turn one of their own. */
public interface Clock {

  /** The machine's. */
  Clock SYSTEM =
      new Clock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
          Thread.sleep(time.toMillis());
        }
      };

  /** A count of nanoseconds that never goes back. */
  long nanos();

  /** The time of the calendar, which servers name in dates. */
  Instant now();

  /** Returns after this time, and not before. */
  void pause(Duration time) throws InterruptedException;
}
