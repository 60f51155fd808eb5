package io.github.kubesprayoffline.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** Lets one thread of one process at a time work on a key; the system frees it when one dies. */
final class ItemLocks {

  private static final long POLL_MILLIS = 25;

  private ItemLocks() {}

  /**
   * Runs an action alone.
   *
   * @param waiting called now and then while another process is at it
   */
  static <T> T holding(Path file, Supplier<T> action, Runnable waiting) {
    Object monitor = monitor(file);
    if (Thread.holdsLock(monitor)) {
      return action.get();
    }
    synchronized (monitor) {
      try (FileChannel channel = open(file)) {
        acquire(channel, waiting);
        return action.get();
      } catch (IOException e) {
        throw Disk.failure("lock", file, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Disk.failure("lock", file, new IOException("interrupted", e));
      }
    }
  }

  /**
   * An object that all class loaders of this JVM share (Maven may load the plugin twice): a second
   * channel on the same file would, when closed, drop the lock that the first one holds.
   */
  private static Object monitor(Path file) {
    return ("kubespray-offline lock " + file.toAbsolutePath().normalize()).intern();
  }

  private static FileChannel open(Path file) throws IOException {
    Disk.createFolder(file.getParent());
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /**
   * Locks until the channel is closed. Polls, because the kernel's blocking lock looks for
   * deadlocks by process: two builds with several threads each are easily taken for one.
   */
  private static void acquire(FileChannel channel, Runnable waiting)
      throws IOException, InterruptedException {
    FileLock lock = channel.tryLock();
    while (lock == null) {
      Thread.sleep(POLL_MILLIS);
      waiting.run();
      lock = channel.tryLock();
    }
  }
}
