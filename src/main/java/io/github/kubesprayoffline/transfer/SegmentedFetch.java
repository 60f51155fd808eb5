package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.http.retry.Clock;
import io.github.kubesprayoffline.store.Partial;
import io.github.kubesprayoffline.store.Segment;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few more connections help where one is slow: they read later parts of the item while the
 * first goes on. Many servers and networks limit each connection, not each client.
 */
final class SegmentedFetch implements AutoCloseable {

  private static final int HELPERS = 3;
  private static final long LEAST_PART = 2L << 20;
  private static final long WATCH_NANOS = 100_000_000;
  private static final long WORTH_NANOS = 500_000_000;

  private final Item item;
  private final Origin origin;
  private final Partial partial;
  private final Executor executor;
  private final Clock clock;
  private final List<Progress> listeners;
  private final Deque<Helper> running = new ArrayDeque<>();

  SegmentedFetch(
      Item item,
      Origin origin,
      Partial partial,
      Executor executor,
      Clock clock,
      List<Progress> listeners) {
    this.item = item;
    this.origin = origin;
    this.partial = partial;
    this.executor = executor;
    this.clock = clock;
    this.listeners = listeners;
  }

  /** How many connections so many bytes are worth, if each of them is slow. */
  static int connections(long bytes) {
    return (int) Math.max(1, Math.min(HELPERS + 1L, bytes / LEAST_PART));
  }

  /** The pace of a range that begins now. */
  Pace pace() {
    return new Pace(clock);
  }

  /** How a range goes: what came within a moment, and how long that was waited for. */
  static final class Pace {
    private final Clock clock;
    private long since;
    private long askedAt;
    private long bytes;
    private long waited;

    private Pace(Clock clock) {
      this.clock = clock;
      beginAnew();
    }

    void asked() {
      askedAt = clock.nanos();
    }

    void got(long count) {
      bytes += count;
      waited += clock.nanos() - askedAt;
    }

    private boolean isKnown() {
      return clock.nanos() - since >= WATCH_NANOS;
    }

    private double nanosFor(long more) {
      return (double) more / bytes * waited;
    }

    /** A server that limits a connection may let its first megabytes through: look again. */
    private void beginAnew() {
      since = clock.nanos();
      bytes = 0;
      waited = 0;
    }
  }

  /**
   * From moment to moment: calls for help if going on alone means to wait long. The time that this
   * machine takes itself, to hash and write, would only grow with more to do.
   */
  void consider(OpenedItem opened, Pace pace) {
    if (!pace.isKnown()) {
      return;
    }
    OptionalLong total = opened.total();
    boolean sameForSure = opened.validator().isPresent() || item.expected().isPresent();
    if (!opened.ranges() || total.isEmpty() || !sameForSure || partial.nextAhead().isPresent()) {
      return;
    }
    long left = total.getAsLong() - partial.length();
    long parts = connections(left);
    if (pace.nanosFor(left) > WORTH_NANOS && parts > 1) {
      split(opened, total.getAsLong(), left / parts, parts);
    }
    pace.beginAnew();
  }

  private void split(OpenedItem opened, long total, long size, long parts) {
    long first = partial.length() + size;
    for (int part = 0; part < parts - 1; part++) {
      long from = first + part * size;
      long to = part == parts - 2 ? total : from + size;
      Helper helper = new Helper(partial.segment(from), to, total, opened.validator());
      running.add(helper);
      executor.execute(helper);
    }
  }

  /** Takes in what was read ahead for this point, waiting for it if it is on its way. */
  void takeIn() {
    while (!running.isEmpty() && running.peek().segment.from() <= partial.length()) {
      running.poll().finish();
      partial.absorb();
    }
    partial.absorb();
  }

  /** Ends all helpers; what they read stays. */
  @Override
  public void close() {
    running.forEach(Helper::abandon);
    running.forEach(Helper::awaitEnd);
    running.clear();
  }

  /** Something that is waited for. */
  @FunctionalInterface
  private interface Network<T> {
    T answer() throws IOException;
  }

  private final class Helper implements Runnable {

    private final Segment segment;
    private final long to;
    private final long total;
    private final Optional<String> validator;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean abandoned;
    private @Nullable Thread thread;

    Helper(Segment segment, long to, long total, Optional<String> validator) {
      this.segment = segment;
      this.to = to;
      this.total = total;
      this.validator = validator;
    }

    @Override
    public void run() {
      try {
        if (!abandoned) {
          read();
        }
      } catch (IOException | OfflineException e) {
        // The main reader comes by here itself, and then learns what is wrong.
      } finally {
        ended.countDown();
      }
    }

    /**
     * Only who waits for the network is interrupted: what came is written whole and told of. The
     * thread goes back to its pool without an interrupt that was meant for this task.
     */
    private <T> T waiting(Network<T> network) throws IOException {
      occupy(Thread.currentThread());
      try {
        return network.answer();
      } finally {
        free();
      }
    }

    private synchronized void occupy(Thread now) throws IOException {
      if (abandoned) {
        throw new InterruptedIOException("no help is needed any more");
      }
      thread = now;
    }

    private synchronized void free() {
      thread = null;
      Thread.interrupted();
    }

    private void read() throws IOException {
      try (OpenedItem opened =
          waiting(() -> origin.open(segment.to(), OptionalLong.of(to), validator))) {
        if (opened.offset() == segment.to() && opened.total().equals(OptionalLong.of(total))) {
          copy(opened);
        }
      }
    }

    private void copy(OpenedItem opened) throws IOException {
      byte[] chunk = new byte[RangeReader.CHUNK];
      while (!abandoned && segment.to() < to) {
        int wanted = (int) Math.min(chunk.length, to - segment.to());
        int read = waiting(() -> opened.body().read(chunk, 0, wanted));
        if (read < 0) {
          return;
        }
        segment.write(chunk, 0, read);
        listeners.forEach(each -> each.advanced(item.name(), read));
      }
    }

    /** Waits for it, unless it has not begun yet: then the main reader is there first. */
    void finish() {
      if (segment.to() == segment.from()) {
        abandon();
      }
      awaitEnd();
    }

    synchronized void abandon() {
      abandoned = true;
      if (thread != null) {
        thread.interrupt();
      }
    }

    void awaitEnd() {
      boolean interrupted = false;
      while (true) {
        try {
          ended.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
          abandon();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
