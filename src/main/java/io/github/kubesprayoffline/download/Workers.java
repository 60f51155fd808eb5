package io.github.kubesprayoffline.download;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Works on many things, a few at a time, and goes on when one fails. */
final class Workers {

  private Workers() {}

  static <T, R> List<R> each(List<T> things, int threads, Function<T, R> work, Problems problems) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<R>> running = new ArrayList<>();
      things.forEach(thing -> running.add(pool.submit(() -> work.apply(thing))));
      List<R> results = new ArrayList<>();
      running.forEach(future -> collect(future, results, problems));
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <R> void collect(Future<R> future, List<R> results, Problems problems) {
    try {
      results.add(future.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OfflineException("Interrupted; a new run goes on where this one stopped.", e);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof OfflineException problem)) {
        throw Doing.rethrown(e.getCause());
      }
      problems.add(problem);
    }
  }
}
