package io.github.kubesprayoffline.bundle;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.layout.EntryMode;
import io.github.kubesprayoffline.bundle.layout.Seal;
import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
import io.github.kubesprayoffline.id.Checksum;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Bundles that somebody made by hand, consistent in themselves: sums and seal are right. */
public final class ForgedBundle {

  private ForgedBundle() {}

  /** Writes SHA256SUMS of an unpacked bundle anew. */
  public static void seal(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      SortedMap<String, Checksum> sums = new TreeMap<>();
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString();
        if (!path.equals(BundleLayout.SUMS)) {
          sums.put(path, Checksum.sha256Of(Files.readAllBytes(file)));
        }
      }
      Files.write(folder.resolve(BundleLayout.SUMS), Sha256Sums.write(sums));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Packs an unpacked bundle as it lies, with sums and a seal that fit. */
  public static Path pack(Path folder, Path archive) {
    seal(folder);
    Set<String> paths = new LinkedHashSet<>(BundleLayout.FIRST);
    try (Stream<Path> all = Files.walk(folder)) {
      all.filter(Files::isRegularFile)
          .sorted()
          .forEach(file -> paths.add(folder.relativize(file).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    paths.removeIf(path -> !Files.exists(folder.resolve(path)));
    return pack(folder, paths, archive);
  }

  /** Packs some of an unpacked bundle's files in this order. */
  public static Path pack(Path folder, Collection<String> paths, Path archive) {
    return write(archive, tar -> paths.forEach(path -> put(tar, path, folder.resolve(path))));
  }

  private static void put(TarArchiveOutputStream tar, String path, Path file) {
    try {
      put(tar, path, Files.size(file), out -> copy(file, out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sealed archive with that tar in it. */
  public static Path write(Path archive, Consumer<TarArchiveOutputStream> content) {
    try {
      try (OutputStream file = Files.newOutputStream(archive);
          OutputStream zstd = new ZstdOutputStream(file);
          TarArchiveOutputStream tar = new TarArchiveOutputStream(zstd, "UTF-8")) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
        content.accept(tar);
      }
      byte[] hash = HexFormat.of().parseHex(Checksum.sha256Of(Files.readAllBytes(archive)).hex());
      return Files.write(archive, Seal.TAR_ZST.of(hash), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a file, with a header as a bundle has it. */
  public static void put(
      TarArchiveOutputStream tar, String path, long size, Consumer<OutputStream> content) {
    try {
      TarArchiveEntry entry = new TarArchiveEntry("top/" + path, TarConstants.LF_NORMAL, true);
      entry.setMode(EntryMode.of(path));
      entry.setIds(0, 0);
      entry.setNames("", "");
      entry.setModTime(FileTime.fromMillis(0));
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      content.accept(tar);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a file of this text, filled up with blanks. */
  public static void put(TarArchiveOutputStream tar, String path, long size, String begin) {
    put(
        tar,
        path,
        size,
        out -> {
          try {
            byte[] first = begin.getBytes(StandardCharsets.UTF_8);
            out.write(first);
            byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (long left = size - first.length; left > 0; left -= blanks.length) {
              out.write(blanks, 0, (int) Math.min(left, blanks.length));
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void copy(Path file, OutputStream out) {
    try {
      Files.copy(file, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
