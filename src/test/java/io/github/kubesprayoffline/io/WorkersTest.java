package io.github.kubesprayoffline.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

  private static final List<Integer> MANY = IntStream.range(0, 100).boxed().toList();

  private final Queue<Integer> done = new ConcurrentLinkedQueue<>();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  @Test
  void failingTaskAmongMany_leavesTheOthersDone() {
    Map<Integer, OfflineException> failures = Workers.tryAll("test", 3, MANY, this::refuseTens);

    assertThat(failures.keySet()).containsExactly(0, 10, 20, 30, 40, 50, 60, 70, 80, 90);
    assertThat(failures.get(40)).hasMessage("40 is round");
    assertThat(done).hasSize(90).doesNotContain(40).contains(39, 41, 99);
  }

  @Test
  void failuresComeInTheOrderOfTheThings_whicheverIsFirst() {
    CountDownLatch secondFailed = new CountDownLatch(1);

    Map<String, OfflineException> failures =
        Workers.tryAll(
            "test",
            2,
            List.of("slow", "fast"),
            thing -> {
              if (thing.equals("slow")) {
                await(secondFailed);
              } else {
                secondFailed.countDown();
              }
              throw new OfflineException(thing);
            });

    assertThat(failures.keySet()).containsExactly("slow", "fast");
  }

  @Test
  void errorAmongMany_reachesTheCallerAsItIs_andEndsTheRun() {
    StackOverflowError error = new StackOverflowError();

    assertThatThrownBy(() -> Workers.tryAll("test", 1, MANY, number -> fail(number, 5, error)))
        .isSameAs(error);

    assertThat(done).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void untilFailure_beginsNothingAfterTheFirst() {
    OfflineException full = new OfflineException("the disk is full");

    assertThatThrownBy(() -> Workers.untilFailure("test", 1, MANY, number -> fail(number, 7, full)))
        .isSameAs(full);

    assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void whatFailsBesideTheFirst_isSuppressedInIt() {
    CyclicBarrier both = new CyclicBarrier(2);

    assertThatThrownBy(
            () ->
                Workers.untilFailure(
                    "test",
                    2,
                    List.of(1, 2),
                    number -> {
                      meet(both);
                      throw new OfflineException("no " + number);
                    }))
        .isInstanceOf(OfflineException.class)
        .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));
  }

  @Test
  void noMoreTasksAtATimeThanThreads() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    Workers.untilFailure(
        "test",
        3,
        MANY,
        number -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          running.decrementAndGet();
        });

    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void noThreadIsLeft_andNoneKeepsTheJvm() throws Exception {
    Workers.untilFailure("test", 3, MANY, number -> threads.add(Thread.currentThread()));

    assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
    assertAllEnd();
  }

  @Test
  void interruption_isToldAndReachesTheTasks() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    FutureTask<Boolean> caller =
        new FutureTask<>(
            () -> {
              assertThatThrownBy(
                      () ->
                          Workers.tryAll(
                              "test",
                              2,
                              MANY,
                              number -> {
                                threads.add(Thread.currentThread());
                                begun.countDown();
                                await(never);
                              }))
                  .isInstanceOf(OfflineException.class)
                  .hasMessageStartingWith("Interrupted; what was done so far is kept.");
              return Thread.currentThread().isInterrupted();
            });
    Thread thread = new Thread(caller);
    thread.start();
    await(begun);

    thread.interrupt();

    assertThat(caller.get()).as("stays interrupted").isTrue();
    assertThat(threads).hasSize(2);
    assertAllEnd();
  }

  private void refuseTens(int number) {
    if (number % 10 == 0) {
      throw new OfflineException(number + " is round");
    }
    done.add(number);
  }

  private void fail(int number, int at, Throwable failure) {
    if (number == at) {
      throw Doing.rethrown(failure);
    }
    done.add(number);
  }

  private void assertAllEnd() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw Workers.interrupted(e);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
