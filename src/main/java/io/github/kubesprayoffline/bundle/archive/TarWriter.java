package io.github.kubesprayoffline.bundle.archive;

import io.github.kubesprayoffline.bundle.layout.EntryMode;
import io.github.kubesprayoffline.bundle.layout.Magic;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes entries as a tar whose bytes tell nothing of the machine: owner 0, modes 0644 and 0755,
 * one time. Content is hashed while it passes.
 */
public final class TarWriter implements AutoCloseable {

  private static final int BUFFER = 1 << 17;

  /** Smaller content is not worth another frame. */
  private static final long WORTH_A_FRAME = 1 << 20;

  private final Compressor compressor;
  private final TarArchiveOutputStream tar;
  private final String top;
  private final FileTime time;
  private final Set<String> folders = new HashSet<>();
  private final byte[] buffer = new byte[BUFFER];

  /** A tar with one top folder, where everything has this time. */
  public TarWriter(Compressor compressor, String top, Instant time) {
    this.compressor = compressor;
    this.tar = new TarArchiveOutputStream(compressor, "UTF-8");
    this.top = top;
    this.time = FileTime.from(time);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  /**
   * Writes an entry, and the folders above it that are not there yet.
   *
   * @throws IntegrityException if its content is not as the entry says
   */
  public void write(Entry entry) throws IOException {
    writeFolderOf(top + "/" + entry.path());
    if (entry.content() instanceof Entry.Content.Link link) {
      writeLink(entry, link);
    } else if (entry.content() instanceof Entry.Content.File file) {
      writeFile(entry, file.file());
    } else if (entry.content() instanceof Entry.Content.Bytes bytes) {
      writeContent(entry, new ByteArrayInputStream(bytes.get()), entry.path());
    }
  }

  @Override
  public void close() throws IOException {
    compressor.hard(false);
    tar.close();
  }

  private void writeLink(Entry entry, Entry.Content.Link link) throws IOException {
    TarArchiveEntry header = header(entry.path(), TarConstants.LF_LINK);
    header.setLinkName(top + "/" + link.target());
    tar.putArchiveEntry(header);
    tar.closeArchiveEntry();
  }

  private void writeFile(Entry entry, Path file) throws IOException {
    try (InputStream in = open(file)) {
      writeContent(entry, in, file.toString());
    } catch (IntegrityException e) {
      Store.suspect(file);
      throw e;
    }
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be read: %s. Run the build again; it brings what is missing"
              .formatted(file, e),
          e);
    }
  }

  private void writeContent(Entry entry, InputStream in, String where) throws IOException {
    int length = in.readNBytes(buffer, 0, buffer.length);
    if (entry.size() >= WORTH_A_FRAME) {
      compressor.hard(Magic.of(buffer).isPresent());
    }
    TarArchiveEntry header = header(entry.path(), TarConstants.LF_NORMAL);
    header.setSize(entry.size());
    tar.putArchiveEntry(header);
    MessageDigest digest = Checksum.Algorithm.SHA256.newDigest();
    long total = 0;
    while (length > 0) {
      total += length;
      requireSize(entry, where, total <= entry.size(), "more");
      digest.update(buffer, 0, length);
      tar.write(buffer, 0, length);
      length = in.readNBytes(buffer, 0, buffer.length);
    }
    requireSize(entry, where, total == entry.size(), total + "");
    tar.closeArchiveEntry();
    requireChecksum(entry, where, Checksum.of(Checksum.Algorithm.SHA256, digest));
  }

  private static void requireSize(Entry entry, String where, boolean right, String got) {
    if (!right) {
      throw changed(where, got + " bytes", entry.size() + " bytes");
    }
  }

  private static void requireChecksum(Entry entry, String where, Checksum got) {
    if (!got.equals(entry.sha256())) {
      throw changed(where, got, entry.sha256());
    }
  }

  private static IntegrityException changed(String where, Object got, Object want) {
    return IntegrityException.mismatch(
        where,
        got,
        want,
        "It changed after it was verified. Run the build again, which fetches it again; if that happens often, check the disk");
  }

  private void writeFolderOf(String path) throws IOException {
    int slash = path.lastIndexOf('/');
    if (slash > 0 && folders.add(path.substring(0, slash))) {
      String folder = path.substring(0, slash);
      writeFolderOf(folder);
      TarArchiveEntry header = new TarArchiveEntry(folder + "/", TarConstants.LF_DIR);
      tar.putArchiveEntry(normalised(header, 0755));
      tar.closeArchiveEntry();
    }
  }

  private TarArchiveEntry header(String path, byte type) {
    TarArchiveEntry header = new TarArchiveEntry(top + "/" + path, type);
    return normalised(header, EntryMode.of(path));
  }

  private TarArchiveEntry normalised(TarArchiveEntry header, int mode) {
    header.setMode(mode);
    header.setIds(0, 0);
    header.setNames("", "");
    header.setModTime(time);
    return header;
  }
}
