package io.github.kubesprayoffline.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The blobs that this process has been given and may still come for. Their use is noted anew as
 * long as the store has anything to do, so that a prune by another process leaves them to a build
 * that takes longer than {@link Pruning#GRACE}.
 */
final class InUse {

  private static final Duration NOTED_EVERY = Pruning.GRACE.dividedBy(6);

  private final InstantSource clock;
  private final Set<Path> given = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Instant> noted;

  InUse(InstantSource clock) {
    this.clock = clock;
    this.noted = new AtomicReference<>(clock.instant());
  }

  /** Notes that a blob is given to somebody. */
  void add(Path blob) {
    Seal.noteUse(blob);
    given.add(blob);
    goOn();
  }

  /** To be called often, wherever something happens. */
  void goOn() {
    Instant last = noted.get();
    Instant now = clock.instant();
    if (now.isAfter(last.plus(NOTED_EVERY)) && noted.compareAndSet(last, now)) {
      given.forEach(Seal::noteUse);
    }
  }
}
