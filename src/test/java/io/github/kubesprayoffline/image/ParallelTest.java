package io.github.kubesprayoffline.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.transfer.Transfers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParallelTest {

  private static final List<Integer> MANY = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @Test
  void largeThings_takeAllConnectionsOfTheirThread() {
    new Parallel(2).forEach(MANY, number -> Long.MAX_VALUE, number -> countTheRunning());

    assertThat(most.get()).isBetween(1, 2);
  }

  @Test
  void smallThings_shareTheConnections() {
    new Parallel(1).forEach(MANY, number -> 1, number -> countTheRunning());

    assertThat(most.get()).isBetween(1, Transfers.connections(Long.MAX_VALUE));
  }

  @Test
  void connectionsOfAFailedThing_areFreeAgain() {
    var failures =
        new Parallel(1)
            .forEach(
                MANY,
                number -> Long.MAX_VALUE,
                number -> {
                  throw new OfflineException("no");
                });

    assertThat(failures.keySet()).containsExactlyElementsOf(MANY);
  }

  private void countTheRunning() {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    running.decrementAndGet();
  }
}
