package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.io.Daemons;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** Reads a stream in a thread of its own, some chunks ahead of the reader. */
final class ReadAhead extends InputStream {

  private static final int CHUNK = 1 << 18;
  private static final int CHUNKS = 8;

  private static final class Chunk {
    private final byte[] bytes = new byte[CHUNK];
    private int length;
    private @Nullable Throwable failure;

    boolean isLast() {
      return length < CHUNK || failure != null;
    }
  }

  private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS);
  private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS);
  private final InputStream in;
  private final Thread thread;
  private @Nullable Chunk current;
  private int position;

  ReadAhead(InputStream in) {
    this.in = in;
    for (int i = 0; i < CHUNKS; i++) {
      free.add(new Chunk());
    }
    thread = Daemons.named("read-ahead").newThread(this::fill);
    thread.start();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      Chunk chunk = chunk();
      if (position == chunk.length) {
        rethrow(chunk.failure);
        return -1;
      }
      int count = Math.min(length, chunk.length - position);
      System.arraycopy(chunk.bytes, position, bytes, offset, count);
      position += count;
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    in.close();
  }

  /** The chunk that is being read, or the one after it if that is used up. */
  private Chunk chunk() throws InterruptedException {
    Chunk chunk = current;
    if (chunk == null || (position == chunk.length && !chunk.isLast())) {
      if (chunk != null) {
        free.put(chunk);
      }
      chunk = full.take();
      current = chunk;
      position = 0;
    }
    return chunk;
  }

  private void fill() {
    try {
      for (boolean more = true; more; ) {
        Chunk chunk = free.take();
        readInto(chunk);
        more = !chunk.isLast();
        full.put(chunk);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readInto(Chunk chunk) {
    chunk.length = 0;
    try {
      for (int count = 0; count >= 0 && chunk.length < CHUNK; chunk.length += Math.max(count, 0)) {
        count = in.read(chunk.bytes, chunk.length, CHUNK - chunk.length);
      }
    } catch (IOException | RuntimeException | Error e) {
      chunk.failure = e;
    }
  }

  private static void rethrow(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (failure != null) {
      throw Doing.rethrown(failure);
    }
  }
}
