package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.Workers;
import io.github.kubesprayoffline.transfer.Transfers;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Does the same to many things, some at a time, and gives back what failed. A transfer may have
 * several connections, of which a large blob makes use by itself; several small ones share them, as
 * each waits for its answer most of its time.
 */
public final class Parallel {

  private static final String NAME = "images";
  private static final int CONNECTIONS = Transfers.connections(Long.MAX_VALUE);

  private final int connections;

  /**
   * Some at a time.
   *
   * @param threads how many large things
   */
  public Parallel(int threads) {
    this.connections = threads * CONNECTIONS;
  }

  /** Runs the action for each; for questions that are short, and so are their answers. */
  public <T> Map<T, OfflineException> forEachSmall(Collection<T> things, Consumer<T> action) {
    return Workers.tryAll(NAME, connections, things, action);
  }

  /**
   * The same for transfers, each of which counts for as many connections as it takes.
   *
   * @param size in bytes
   */
  public <T> Map<T, OfflineException> forEach(
      Collection<T> things, ToLongFunction<T> size, Consumer<T> action) {
    Semaphore free = new Semaphore(connections, true);
    return Workers.tryAll(
        NAME,
        connections,
        things,
        thing -> holding(free, size.applyAsLong(thing), () -> action.accept(thing)));
  }

  private static void holding(Semaphore free, long size, Runnable action) {
    int taken = Transfers.connections(size);
    try {
      free.acquire(taken);
    } catch (InterruptedException e) {
      throw Workers.interrupted(e);
    }
    try {
      action.run();
    } finally {
      free.release(taken);
    }
  }
}
