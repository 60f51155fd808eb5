package io.github.kubesprayoffline.bundle.archive;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.io.Daemons;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream in a thread of its own, some chunks behind the writer. All is written once {@link
 * #flush} returns; closing only ends the thread, and leaves the stream behind it open.
 */
public final class WriteBehind extends OutputStream {

  private static final int CHUNK = 1 << 18;
  private static final int CHUNKS = 8;

  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(CHUNKS);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Daemons.named("write-behind"));
  private final OutputStream out;
  private byte[] current = new byte[CHUNK];
  private int length;
  private volatile @Nullable Throwable failure;

  /** A writer to this stream, which no other thread may use until it is closed. */
  public WriteBehind(OutputStream out) {
    this.out = out;
    for (int i = 1; i < CHUNKS; i++) {
      free.add(new byte[CHUNK]);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    for (int done = 0; done < count; ) {
      int part = Math.min(count - done, CHUNK - length);
      System.arraycopy(bytes, offset + done, current, length, part);
      done += part;
      length += part;
      if (length == CHUNK) {
        handOn();
      }
    }
  }

  /** Waits until all is written. */
  @Override
  public void flush() throws IOException {
    handOn();
    try {
      CompletableFuture.runAsync(() -> {}, thread).get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    requireNoFailure();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    thread.shutdownNow();
    try {
      thread.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void handOn() throws IOException {
    requireNoFailure();
    byte[] chunk = current;
    int count = length;
    thread.execute(() -> write(chunk, count));
    try {
      current = free.take();
      length = 0;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private void write(byte[] chunk, int count) {
    try {
      if (failure == null) {
        out.write(chunk, 0, count);
      }
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    } finally {
      free.add(chunk);
    }
  }

  private void requireNoFailure() throws IOException {
    if (failure instanceof IOException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (failure != null) {
      throw Doing.rethrown(failure);
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while writing");
  }
}
