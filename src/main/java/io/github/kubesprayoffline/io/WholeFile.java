package io.github.kubesprayoffline.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files that are there whole or not at all, over whatever was there. */
public final class WholeFile {

  /** Writes a content. */
  @FunctionalInterface
  public interface Writer {
    /** Writes it; the stream is closed by the caller. */
    void write(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /** Writes beside the target, under a name that nobody can have put a link at, and renames. */
  public static void write(Path target, Writer writer) throws IOException {
    Path beside = target.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      try (FileChannel channel =
              FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        writer.write(out);
        channel.force(true);
      }
      rename(beside, target);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void rename(Path beside, Path target) throws IOException {
    try {
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
