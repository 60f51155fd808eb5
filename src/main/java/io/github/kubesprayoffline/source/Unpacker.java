package io.github.kubesprayoffline.source;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.io.BoundedStream;
import io.github.kubesprayoffline.io.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/**
 * Unpacks what is needed of an archive that may be hostile: plain files only, below the folder
 * only, and no more than any Kubespray tree has.
 */
final class Unpacker {

  private static final long MOST_BYTES = 512L << 20;
  private static final int MOST_ENTRIES = 100_000;

  /** Text packs to a tenth; what packs to less than a hundredth is a bomb, unless it is small. */
  private static final long MOST_RATIO = 100;

  private static final long ALWAYS_ALLOWED = 64L << 20;

  /** What may stand between the contents of two files: headers, long names. */
  private static final long MOST_HEADER_BYTES = 1 << 20;

  private static final Set<Byte> PLAIN_TYPES =
      Set.of(TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG);

  private static final Set<Integer> ZIP_METHODS = Set.of(ZipEntry.STORED, ZipEntry.DEFLATED);

  private final Path folder;
  private final String source;
  private final long mostBytes;
  private int entriesLeft = MOST_ENTRIES;

  private Unpacker(Path folder, String source, long packed) {
    this.folder = folder;
    this.source = source;
    this.mostBytes = Math.min(MOST_BYTES, ALWAYS_ALLOWED + MOST_RATIO * packed);
  }

  /**
   * Unpacks into a fresh folder below {@code workFolder}.
   *
   * @param source names the archive in messages
   */
  static Path unpack(Path archive, Path workFolder, String source) {
    Path folder = workFolder.resolve("kubespray").toAbsolutePath().normalize();
    try {
      FileTree.delete(folder);
      Files.createDirectories(folder);
      new Unpacker(folder, source, Files.size(archive)).all(archive);
      return folder;
    } catch (IOException | UncheckedIOException e) {
      throw new OfflineException(
          "source %s cannot be unpacked into %s: %s".formatted(source, folder, e), e);
    }
  }

  private void all(Path archive) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(archive))) {
      walk(raw);
    }
  }

  /** Whatever a library makes of bytes that somebody else has made, it is the archive's fault. */
  private void walk(InputStream raw) {
    try {
      InputStream plain =
          new BoundedStream(Compression.open(raw), mostBytes, most -> tooManyBytes());
      BoundedStream bounded = new BoundedStream(plain, MOST_HEADER_BYTES, most -> headerTooLarge());
      ArchiveInputStream<? extends ArchiveEntry> entries = open(new BufferedInputStream(bounded));
      for (ArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        countEntry();
        bounded.allow(Long.MAX_VALUE);
        if (isPlainFile(entry)) {
          read(entries, entry.getName());
        }
        bounded.allow(MOST_HEADER_BYTES);
      }
    } catch (OfflineException | UncheckedIOException e) {
      throw e;
    } catch (ArchiveException e) {
      throw e.getCause() instanceof IOException cause ? damaged(cause) : noArchive(e);
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  private InvalidInputException noArchive(ArchiveException e) {
    return new InvalidInputException(
        "source %s is not an archive: give a .tar.gz, .tar.zst, .tar or .zip of a Kubespray tree."
            .formatted(source),
        e);
  }

  private InvalidInputException damaged(Exception e) {
    return new InvalidInputException(
        "source %s is damaged, or not whole: %s. Get it again."
            .formatted(source, Printable.shortened(String.valueOf(e))),
        e);
  }

  private static ArchiveInputStream<? extends ArchiveEntry> open(InputStream plain)
      throws ArchiveException {
    String format = ArchiveStreamFactory.detect(plain);
    return switch (format) {
      case ArchiveStreamFactory.TAR -> new TarArchiveInputStream(plain, "UTF-8");
      case ArchiveStreamFactory.ZIP -> new ZipArchiveInputStream(plain);
      default -> throw new ArchiveException("an archive of the format " + format);
    };
  }

  /** Links are left out: no variable file of any release is one, and they may lead anywhere. */
  private boolean isPlainFile(ArchiveEntry entry) {
    if (entry instanceof TarArchiveEntry tar) {
      return PLAIN_TYPES.contains(tar.getLinkFlag()) && tar.isFile() && !tar.isSparse();
    }
    if (entry instanceof ZipArchiveEntry zip && !ZIP_METHODS.contains(zip.getMethod())) {
      throw new InvalidInputException(
          "source %s has the entry '%s', which is packed in an unusual way: give a .tar.gz"
              .formatted(source, Printable.shortened(zip.getName())));
    }
    return !entry.isDirectory() && !(entry instanceof ZipArchiveEntry link && link.isUnixSymlink());
  }

  /** Roles, inventories, playbooks, the offline script, and the files on top. */
  private static boolean isNeeded(String name) {
    return name.matches("(?s)([^/]+/)?(roles|inventory|playbooks|contrib/offline)/.*+")
        || name.matches("[^/]+(/[^/]+)?");
  }

  private static String bare(String name) {
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private Path target(String name) {
    Optional<String> fault = SafePath.fault(name);
    if (fault.isPresent()) {
      throw new InvalidInputException(
          "source %s is hostile: its entry '%s' %s."
              .formatted(source, Printable.shortened(name), fault.get()));
    }
    return folder.resolve(name);
  }

  /** What is not needed is read too, so that it counts: a bomb may lie anywhere. */
  private void read(InputStream content, String name) throws IOException {
    String bare = bare(name);
    byte[] chunk = new byte[1 << 14];
    try (OutputStream out =
        isNeeded(bare) ? create(target(bare)) : OutputStream.nullOutputStream()) {
      for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
        write(out, chunk, read);
      }
    }
  }

  /** What goes wrong here is not the archive's fault. */
  private static OutputStream create(Path target) {
    try {
      Files.createDirectories(target.getParent());
      return Files.newOutputStream(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream out, byte[] chunk, int length) {
    try {
      out.write(chunk, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void countEntry() {
    if (--entriesLeft < 0) {
      throw tooMuch("more than " + MOST_ENTRIES + " entries");
    }
  }

  private InvalidInputException tooManyBytes() {
    return tooMuch("more than %d MiB".formatted(mostBytes >> 20));
  }

  private InvalidInputException headerTooLarge() {
    return new InvalidInputException(
        "source %s is hostile: it has a header of more than a megabyte.".formatted(source));
  }

  private InvalidInputException tooMuch(String what) {
    return new InvalidInputException(
        "source %s is not a Kubespray tree: it unpacks to %s.".formatted(source, what));
  }
}
