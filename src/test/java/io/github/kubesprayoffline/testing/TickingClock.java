package io.github.kubesprayoffline.testing;

import io.github.kubesprayoffline.http.retry.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on whenever somebody looks at it: every wait takes one tick or more. */
public final class TickingClock implements Clock {

  private final AtomicLong now = new AtomicLong();
  private final Duration tick;

  /** A clock with such ticks. */
  public TickingClock(Duration tick) {
    this.tick = tick;
  }

  @Override
  public long nanos() {
    return now.getAndAdd(tick.toNanos());
  }

  @Override
  public Instant now() {
    return Instant.EPOCH.plusNanos(now.get());
  }

  @Override
  public void pause(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
