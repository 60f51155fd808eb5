package io.github.kubesprayoffline.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of a {@link Partial} from some later offset on, brought before those in front of them. To
 * be written by one thread; stays, like the partial, when the process dies.
 */
public final class Segment implements Closeable {

  private final long from;
  private final Path file;
  private final FileChannel channel;
  private final AtomicLong length;

  Segment(long from, Path file) throws IOException {
    this.from = from;
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    this.length = new AtomicLong(channel.size());
    Seal.touch(file);
  }

  /** The offset of its first byte. */
  public long from() {
    return from;
  }

  /** The offset after its last byte. */
  public long to() {
    return from + length.get();
  }

  /**
   * Appends bytes.
   *
   * @throws io.github.kubesprayoffline.error.OfflineException if the disk takes no more
   */
  public void write(byte[] bytes, int offset, int count) {
    Disk.append(channel, file, bytes, offset, count);
    length.addAndGet(count);
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw Disk.failure("close", file, e);
    }
  }
}
