package io.github.kubesprayoffline.store;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The few ways in which the store changes the disk. */
final class Disk {

  private Disk() {}

  static void createFolder(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** Writes a small file so that readers see the old content or the new, never a part. */
  static void replace(Path target, String content) throws IOException {
    createFolder(target.getParent());
    WholeFile.write(target, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same for what may be lost, though not torn, with the machine's power. */
  static void replaceLightly(Path target, String content) throws IOException {
    createFolder(target.getParent());
    WholeFile.writeLightly(target, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  /** Appends all of these bytes to a file that is open, which {@code file} names. */
  static void append(FileChannel channel, Path file, byte[] bytes, int offset, int count) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw failure("write", file, e);
    }
  }

  /** Renames over whatever is there. */
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** What a user is told when the disk says no. */
  static OfflineException failure(String doing, Path path, IOException cause) {
    return new OfflineException(
        "Cannot %s %s: %s. Check the disk's free space and rights, or move the store with -Dkubespray.cache=<folder>."
            .formatted(doing, path, reason(cause)),
        cause);
  }

  private static String reason(IOException cause) {
    String reason =
        cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
    return reason == null ? cause.getClass().getSimpleName().replace("Exception", "") : reason;
  }
}
