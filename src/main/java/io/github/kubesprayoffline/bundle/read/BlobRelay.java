package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.Workers;
import io.github.kubesprayoffline.oci.BlobContent;
import io.github.kubesprayoffline.oci.ImageSource.Taker;
import java.io.IOException;
import java.io.InputStream;

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
  private final Workers workers;

  BlobRelay(int threads, Taker taker) {
    this.taker = taker;
    this.workers = new Workers("blobs", threads);
  }

  /** Hands on one of an archive; its stream may be read further when this returns. */
  void pass(Checksum digest, BundleItem item, Reopener reopener) throws IOException {
    if (item.size() <= SMALL) {
      byte[] bytes = item.content().readAllBytes();
      workers.submit(() -> taker.take(digest, BlobContent.of(bytes)));
      return;
    }
    try (PassingStream passing = new PassingStream(item.content())) {
      workers.attempt(() -> taker.take(digest, new Passing(item.size(), passing, reopener)));
    }
  }

  /** Whether something has failed, so that handing on more is of no use. */
  boolean failed() {
    return workers.failed();
  }

  /**
   * Waits for all that was handed on.
   *
   * @throws RuntimeException the first that the taker threw; the others are suppressed in it
   */
  void finish() {
    workers.finish();
  }

  @Override
  public void close() {
    workers.close();
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
