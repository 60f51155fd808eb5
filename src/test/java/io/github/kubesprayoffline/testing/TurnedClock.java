package io.github.kubesprayoffline.testing;

import io.github.kubesprayoffline.http.retry.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A clock whose pauses take no time: they are noted, and its calendar goes on by them. What a
 * server is waited for is measured as it is, for other threads wait while one pauses.
 */
public final class TurnedClock implements Clock {

  private final Instant began;
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  /** A clock that begins now. */
  public TurnedClock() {
    this(Instant.now());
  }

  /** A clock that begins then. */
  public TurnedClock(Instant began) {
    this.began = began;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return began.plus(paused());
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    pauses.add(time);
  }

  /** The pauses so far, in their order. */
  public List<Duration> pauses() {
    return List.copyOf(pauses);
  }

  /** The sum of them. */
  public Duration paused() {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }
}
