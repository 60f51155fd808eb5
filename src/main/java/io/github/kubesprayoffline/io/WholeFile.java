package io.github.kubesprayoffline.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;

/** Writes files that are there whole or not at all, over whatever was there. */
public final class WholeFile {

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  /** Writes a content. */
  @FunctionalInterface
  public interface Writer {
    /** Writes it; the stream is closed by the caller. */
    void write(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes beside the target, flushes to the disk, and renames.
   *
   * @param attributes what the file is made with, before it has any content; none for what the
   *     system gives a new file
   */
  public static void write(Path target, Writer writer, FileAttribute<?>... attributes)
      throws IOException {
    write(target, writer, true, attributes);
  }

  /** Writes what may be lost, though not torn, with the machine's power: nothing is flushed. */
  public static void writeLightly(Path target, Writer writer) throws IOException {
    write(target, writer, false);
  }

  /**
   * A name in the target's own folder, so that a rename is atomic, that nobody else uses or can
   * have put a link at.
   */
  public static Path beside(Path target) {
    return target.resolveSibling("." + UUID.randomUUID() + ".part");
  }

  private static void write(
      Path target, Writer writer, boolean lasting, FileAttribute<?>... attributes)
      throws IOException {
    Path beside = beside(target);
    try {
      try (FileChannel channel = FileChannel.open(beside, NEW, attributes);
          OutputStream out = Channels.newOutputStream(channel)) {
        writer.write(out);
        if (lasting) {
          channel.force(true);
        }
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
