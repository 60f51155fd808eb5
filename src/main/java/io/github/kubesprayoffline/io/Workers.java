package io.github.kubesprayoffline.io;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs many tasks, some at a time, in threads of its own. After the first failure no further task
 * begins; whoever has tasks that fail each by itself uses {@link #tryAll}.
 */
public final class Workers implements AutoCloseable {

  private final ExecutorService pool;
  private final Semaphore places;
  private @Nullable Throwable failure;

  /**
   * Threads for one run.
   *
   * @param name of each thread
   * @param threads how many tasks at a time; as many more may wait
   */
  public Workers(String name, int threads) {
    this.pool = Executors.newFixedThreadPool(threads, Daemons.named(name));
    this.places = new Semaphore(2 * threads);
  }

  /**
   * Does something to each of many things, also when it fails for some.
   *
   * @return the failures, in the order of the things
   * @throws RuntimeException as it is, if it is none of {@code error}: that ends all
   */
  public static <T> Map<T, OfflineException> tryAll(
      String name, int threads, Collection<T> things, Consumer<T> action) {
    Map<T, OfflineException> failures = new ConcurrentHashMap<>();
    untilFailure(
        name,
        threads,
        things,
        thing -> {
          try {
            action.accept(thing);
          } catch (OfflineException e) {
            failures.put(thing, e);
          }
        });
    Map<T, OfflineException> sorted = new LinkedHashMap<>();
    things.stream()
        .filter(failures::containsKey)
        .forEach(thing -> sorted.put(thing, failures.get(thing)));
    return sorted;
  }

  /**
   * Does something to each of many things that would all fail for the same reason.
   *
   * @throws RuntimeException what failed first; what failed beside it is suppressed in it
   */
  public static <T> void untilFailure(
      String name, int threads, Collection<T> things, Consumer<T> action) {
    try (Workers workers = new Workers(name, threads)) {
      things.forEach(thing -> workers.submit(() -> action.accept(thing)));
      workers.finish();
    }
  }

  /** The failure of a thread that was told to stop, which stays told so. */
  public static OfflineException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new OfflineException(
        "Interrupted; what was done so far is kept. Run it again, and it goes on from there.",
        cause);
  }

  /** Has a task done by another thread; waits when too many are waiting. */
  public void submit(Runnable task) {
    try {
      places.acquire();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    pool.execute(
        () -> {
          try {
            attempt(task);
          } finally {
            places.release();
          }
        });
  }

  /** Does a task in this thread, unless another one has failed. */
  public void attempt(Runnable task) {
    if (failed()) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      note(e);
    }
  }

  /** Whether a task has failed, so that more of them are of no use. */
  public synchronized boolean failed() {
    return failure != null;
  }

  /**
   * Waits for all tasks; there may be no more of them.
   *
   * @throws RuntimeException what failed first, an {@link Error} too; what failed beside it is
   *     suppressed in it
   */
  public void finish() {
    pool.shutdown();
    try {
      pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    throwIfFailed();
  }

  /** Without a {@link #finish} before it, interrupts what is being done. */
  @Override
  public void close() {
    pool.shutdownNow();
  }

  private synchronized void note(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    } else if (failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }

  private synchronized void throwIfFailed() {
    if (failure != null) {
      throw Doing.rethrown(failure);
    }
  }
}
