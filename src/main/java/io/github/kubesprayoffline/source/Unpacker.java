package io.github.kubesprayoffline.source;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/**
 * Unpacks what is needed of an archive that may be hostile: plain files only, below the folder
 * only, and no more than any Kubespray tree has.
 */
final class Unpacker {

  private static final long MOST_BYTES = 512L << 20;
  private static final int MOST_ENTRIES = 100_000;

  private final Path folder;
  private final String source;
  private long bytesLeft = MOST_BYTES;
  private int entriesLeft = MOST_ENTRIES;

  private Unpacker(Path folder, String source) {
    this.folder = folder;
    this.source = source;
  }

  /**
   * Unpacks into a fresh folder below {@code workFolder}.
   *
   * @param source names the archive in messages
   */
  static Path unpack(Path archive, Path workFolder, String source) {
    Path folder = workFolder.resolve("kubespray").toAbsolutePath().normalize();
    try {
      delete(folder);
      Files.createDirectories(folder);
      new Unpacker(folder, source).all(archive);
      return folder;
    } catch (ArchiveException | CompressorException e) {
      throw new InvalidInputException(
          "source %s is not an archive: give a .tar.gz, .tar.zst, .tar or .zip of a Kubespray tree."
              .formatted(source),
          e);
    } catch (IOException e) {
      throw new OfflineException(
          "source %s cannot be unpacked into %s: %s".formatted(source, folder, e.getMessage()), e);
    }
  }

  private void all(Path archive) throws IOException, ArchiveException, CompressorException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive));
        InputStream plain = new BufferedInputStream(decompressed(raw));
        ArchiveInputStream<? extends ArchiveEntry> entries =
            new ArchiveStreamFactory().createArchiveInputStream(plain)) {
      for (ArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        countEntry();
        if (isPlainFile(entry)) {
          read(entries, entry.getName());
        }
      }
    }
  }

  private static InputStream decompressed(InputStream raw) throws IOException, CompressorException {
    try {
      String format = CompressorStreamFactory.detect(raw);
      return new CompressorStreamFactory(true).createCompressorInputStream(format, raw);
    } catch (CompressorException e) {
      return raw;
    }
  }

  /** Links are left out: no variable file of any release is one, and they may lead anywhere. */
  private static boolean isPlainFile(ArchiveEntry entry) {
    return entry instanceof TarArchiveEntry tar
        ? tar.isFile() && !tar.isLink() && !tar.isSymbolicLink()
        : !entry.isDirectory();
  }

  /** Roles, inventories, playbooks, the offline script, and the files on top. */
  private static boolean isNeeded(String name) {
    return name.matches("(\\./)?([^/]+/)?(roles|inventory|playbooks|contrib/offline)/.*")
        || name.matches("(\\./)?[^/]+(/[^/]+)?");
  }

  private Path target(String name) {
    Path target = folder.resolve(name).normalize();
    if (name.indexOf('\0') >= 0 || !target.startsWith(folder) || target.equals(folder)) {
      throw new InvalidInputException(
          "source %s is hostile: its entry '%s' would be written outside of its folder."
              .formatted(source, name));
    }
    return target;
  }

  /** What is not needed is read too, so that it counts: a bomb may lie anywhere. */
  private void read(InputStream content, String name) throws IOException {
    byte[] chunk = new byte[1 << 14];
    try (OutputStream out =
        isNeeded(name) ? create(target(name)) : OutputStream.nullOutputStream()) {
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        countBytes(read);
        out.write(chunk, 0, read);
      }
    }
  }

  private static OutputStream create(Path target) throws IOException {
    Files.createDirectories(target.getParent());
    return Files.newOutputStream(target);
  }

  private void countEntry() {
    if (--entriesLeft < 0) {
      throw tooMuch("more than " + MOST_ENTRIES + " entries");
    }
  }

  private void countBytes(int read) {
    bytesLeft -= read;
    if (bytesLeft < 0) {
      throw tooMuch("more than " + (MOST_BYTES >> 20) + " MiB");
    }
  }

  private InvalidInputException tooMuch(String what) {
    return new InvalidInputException(
        "source %s is not a Kubespray tree: it unpacks to %s.".formatted(source, what));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
