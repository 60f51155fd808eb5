package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.error.OfflineException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same to many things, some at a time. */
final class Parallel {

  private final int threads;

  Parallel(int threads) {
    this.threads = threads;
  }

  /** Runs the action for each; it is expected to keep its own record of failures. */
  <T> void forEach(Collection<T> things, Consumer<T> action) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, Parallel::thread);
    try {
      List<Future<?>> running = new ArrayList<>();
      things.forEach(thing -> running.add(pool.submit(() -> action.accept(thing))));
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OfflineException("Interrupted; what was brought so far is kept. Run it again.", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
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
