package io.github.kubesprayoffline.transfer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what transfers come to. */
public final class Counter implements Progress {

  private final long began = System.nanoTime();
  private final AtomicInteger items = new AtomicInteger();
  private final AtomicInteger fromCache = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder received = new LongAdder();

  @Override
  public void advanced(String item, long more) {
    received.add(more);
  }

  @Override
  public void finished(String item, long size, boolean cached) {
    items.incrementAndGet();
    bytes.add(size);
    if (cached) {
      fromCache.incrementAndGet();
    }
  }

  @Override
  public void failed(String item, String reason) {
    failed.incrementAndGet();
  }

  /** The sums so far. */
  public Summary summary() {
    return new Summary(
        items.get(),
        fromCache.get(),
        bytes.sum(),
        received.sum(),
        failed.get(),
        Duration.ofNanos(System.nanoTime() - began));
  }
}
