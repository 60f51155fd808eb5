package io.github.kubesprayoffline.bundle.archive;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Packs a source tree: its files and links by path, without what tools leave in it. */
public final class TreePacker {

  private static final Set<String> LEFT_BY_TOOLS =
      Set.of(
          ".git",
          ".idea",
          ".vscode",
          ".tox",
          ".venv",
          "venv",
          ".ansible",
          ".vagrant",
          "__pycache__",
          ".pytest_cache",
          "node_modules",
          ".DS_Store");

  /** A tree has no time of its own; tar warns of anything before 1980. */
  private static final FileTime TIME = FileTime.from(Instant.parse("1980-01-01T00:00:00Z"));

  private final Path tree;
  private final String top;

  /** Packs this folder, as the top folder of that name. */
  public TreePacker(Path tree, String top) {
    this.tree = tree.toAbsolutePath().normalize();
    this.top = top;
  }

  /**
   * Writes the archive, a {@code tar.gz}, whole or not at all.
   *
   * @throws InvalidInputException if a link leads out of the tree
   */
  public WrittenBundle pack(Path target) {
    try (ArchiveFiles files = new ArchiveFiles(target, OptionalLong.empty())) {
      write(new BufferedOutputStream(files));
      return files.commit();
    } catch (IOException e) {
      throw new OfflineException("%s cannot be packed into %s: %s".formatted(tree, target, e), e);
    }
  }

  private void write(OutputStream out) throws IOException {
    Compressor gzip = Compressor.of(BundleFormat.TAR_GZ, new KeptOpen(out));
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(gzip, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      for (Map.Entry<String, Path> file : files().entrySet()) {
        add(tar, top + "/" + file.getKey(), file.getValue());
      }
    }
  }

  private SortedMap<String, Path> files() throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isLeftByTools(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isLeftByTools(file) && !attributes.isOther()) {
              files.put(tree.relativize(file).toString().replace('\\', '/'), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static boolean isLeftByTools(Path path) {
    String name = path.getFileName().toString();
    return LEFT_BY_TOOLS.contains(name) || name.endsWith(".pyc") || name.endsWith(".retry");
  }

  private void add(TarArchiveOutputStream tar, String name, Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      TarArchiveEntry header = normalised(new TarArchiveEntry(name, TarConstants.LF_SYMLINK), 0777);
      header.setLinkName(targetWithin(file));
      tar.putArchiveEntry(header);
    } else {
      int mode = Files.isExecutable(file) ? 0755 : 0644;
      TarArchiveEntry header = normalised(new TarArchiveEntry(name), mode);
      header.setSize(Files.size(file));
      tar.putArchiveEntry(header);
      Files.copy(file, tar);
    }
    tar.closeArchiveEntry();
  }

  private String targetWithin(Path link) throws IOException {
    Path target = Files.readSymbolicLink(link);
    Path resolved = link.resolveSibling(target).normalize();
    if (target.isAbsolute() || !resolved.startsWith(tree)) {
      throw new InvalidInputException(
          "%s is a link to %s, out of the Kubespray tree; replace it by what it points to"
              .formatted(link, target));
    }
    return target.toString();
  }

  private static TarArchiveEntry normalised(TarArchiveEntry header, int mode) {
    header.setMode(mode);
    header.setIds(0, 0);
    header.setNames("", "");
    header.setModTime(TIME);
    return header;
  }
}
