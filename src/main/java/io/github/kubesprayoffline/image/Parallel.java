package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.transfer.Transfers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Does the same to many things, some at a time. A transfer may have several connections, of which a
 * large blob makes use by itself; several small ones share them, as each waits for its answer most
 * of its time.
 */
public final class Parallel {

  private static final int CONNECTIONS = Transfers.connections(Long.MAX_VALUE);

  private final int threads;

  /**
   * Some at a time.
   *
   * @param threads how many large things
   */
  public Parallel(int threads) {
    this.threads = threads;
  }

  /** Runs the action for each; it is expected to keep its own record of failures. */
  public <T> void forEach(Collection<T> things, Consumer<T> action) {
    run(things, threads, action);
  }

  /** The same for questions that are short, and so are their answers. */
  public <T> void forEachSmall(Collection<T> things, Consumer<T> action) {
    run(things, threads * CONNECTIONS, action);
  }

  /**
   * The same for transfers, each of which counts for as many connections as it takes.
   *
   * @param size in bytes
   */
  public <T> void forEach(Collection<T> things, ToLongFunction<T> size, Consumer<T> action) {
    Semaphore connections = new Semaphore(threads * CONNECTIONS, true);
    run(
        things,
        threads * CONNECTIONS,
        thing -> {
          int taken = Transfers.connections(size.applyAsLong(thing));
          connections.acquireUninterruptibly(taken);
          try {
            action.accept(thing);
          } finally {
            connections.release(taken);
          }
        });
  }

  private static <T> void run(Collection<T> things, int threads, Consumer<T> action) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, Parallel::thread);
    try {
      List<Future<?>> running = new ArrayList<>();
      things.forEach(thing -> running.add(pool.submit(() -> action.accept(thing))));
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OfflineException("Interrupted; what was fetched so far is kept. Run it again.", e);
    } catch (ExecutionException e) {
      throw Doing.rethrown(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "images");
    thread.setDaemon(true);
    return thread;
  }
}
