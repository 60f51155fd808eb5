package io.github.kubesprayoffline.store;

import io.github.kubesprayoffline.error.OfflineException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The few ways in which the store changes the disk, all of them atomic to whoever looks. */
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

  /** A name in the target's own folder (so that a rename is atomic) that nobody else uses. */
  static Path beside(Path target) {
    return target.resolveSibling("." + UUID.randomUUID() + ".tmp");
  }

  /** Writes a small file so that readers see the old content or the new, never a part. */
  static void replace(Path target, String content) throws IOException {
    replace(target, content, true);
  }

  /** The same for what may be lost, though not torn, with the machine's power. */
  static void replaceLightly(Path target, String content) throws IOException {
    replace(target, content, false);
  }

  private static void replace(Path target, String content, boolean lasting) throws IOException {
    createFolder(target.getParent());
    Path fresh = beside(target);
    try {
      try (FileChannel channel = create(fresh)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        if (lasting) {
          channel.force(true);
        }
      }
      rename(fresh, target);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Renames over whatever is there. */
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileChannel create(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
