package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.oci.BlobContent;
import io.github.kubesprayoffline.oci.ImageSource.Taker;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands on blobs. Of an archive they are handed on as they come by: small ones are held in memory
 * and taken by other threads, large ones are taken while the archive waits.
 */
final class BlobRelay implements AutoCloseable {

  /** Opens a blob again, from an offset, by another reading of the archive. */
  @FunctionalInterface
  interface Reopener {
    /** The bytes from there to the end. */
    InputStream open(long offset) throws IOException;
  }

  private static final int SMALL = 4 << 20;

  private final Taker taker;
  private final ExecutorService pool;
  private final Semaphore held;
  private @Nullable Throwable failure;

  BlobRelay(int threads, Taker taker) {
    this.taker = taker;
    this.pool = Executors.newFixedThreadPool(threads);
    this.held = new Semaphore(2 * threads);
  }

  /** Hands on one that waits until another thread has time for it. */
  void pass(Checksum digest, Supplier<BlobContent> content) {
    pool.execute(() -> take(digest, content));
  }

  /** Hands on one of an archive; its stream may be read further when this returns. */
  void pass(Checksum digest, BundleItem item, Reopener reopener) throws IOException {
    if (item.size() <= SMALL) {
      byte[] bytes = item.content().readAllBytes();
      held.acquireUninterruptibly();
      pool.execute(
          () -> {
            try {
              take(digest, () -> BlobContent.of(bytes));
            } finally {
              held.release();
            }
          });
      return;
    }
    try (PassingStream passing = new PassingStream(item.content())) {
      take(digest, () -> new Passing(item.size(), passing, reopener));
    }
  }

  /** Whether something has failed, so that handing on more is of no use. */
  synchronized boolean failed() {
    return failure != null;
  }

  /**
   * Waits for all that was handed on.
   *
   * @throws RuntimeException the first that the taker threw; the others are suppressed in it
   */
  void finish() {
    pool.shutdown();
    try {
      pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OfflineException("Interrupted; push again.", e);
    }
    throwIfFailed();
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }

  /** What one blob fails of, the others would fail of too. */
  private void take(Checksum digest, Supplier<BlobContent> content) {
    if (failed()) {
      return;
    }
    try {
      taker.take(digest, content.get());
    } catch (RuntimeException | Error e) {
      note(e);
    }
  }

  private synchronized void note(Throwable e) {
    if (failure == null) {
      failure = e;
    } else if (failure != e) {
      failure.addSuppressed(e);
    }
  }

  private synchronized void throwIfFailed() {
    if (failure != null) {
      throw Doing.rethrown(failure);
    }
  }

  /** The passing bytes the first time, then others' of the same blob. */
  private static final class Passing implements BlobContent {

    private final long size;
    private final PassingStream passing;
    private final Reopener reopener;
    private boolean used;

    Passing(long size, PassingStream passing, Reopener reopener) {
      this.size = size;
      this.passing = passing;
      this.reopener = reopener;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public synchronized InputStream open(long offset) throws IOException {
      if (used || offset > 0) {
        passing.close();
        return reopener.open(offset);
      }
      used = true;
      return passing;
    }
  }

  /** Lets nobody read on once it is closed: the archive goes on to other bytes then. */
  private static final class PassingStream extends InputStream {

    private final InputStream archive;
    private boolean closed;

    PassingStream(InputStream archive) {
      this.archive = archive;
    }

    @Override
    public synchronized int read() throws IOException {
      requireOpen();
      return archive.read();
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) throws IOException {
      requireOpen();
      return archive.read(buffer, offset, length);
    }

    @Override
    public synchronized void close() {
      closed = true;
    }

    private void requireOpen() throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
    }
  }
}
