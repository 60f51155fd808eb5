package io.github.kubesprayoffline.image.runner;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a source archive without its top folder. Links become copies of what they lead to, for
 * jib's layers know none.
 */
final class TreeArchive {

  private final Path archive;
  private final Path target;
  private final Map<Path, Path> links = new LinkedHashMap<>();

  private TreeArchive(Path archive, Path target) {
    this.archive = archive;
    this.target = target;
  }

  /**
   * Unpacks an archive into an empty folder.
   *
   * @throws InvalidInputException if it is no gzipped tar, or an entry leads out of the folder
   */
  static void unpack(Path archive, Path target) throws IOException {
    TreeArchive tree = new TreeArchive(archive, target);
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        tree.unpack(entry, tar);
      }
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s is not the archive of a Kubespray tree: %s".formatted(archive, e.getMessage()), e);
    }
    tree.copyLinks();
  }

  private void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
    int slash = entry.getName().indexOf('/');
    if (slash < 0 || slash == entry.getName().length() - 1 || entry.isGlobalPaxHeader()) {
      return;
    }
    Path path = inside(target.resolve(entry.getName().substring(slash + 1)), entry.getName());
    if (entry.isSymbolicLink()) {
      Path folder = path.getParent();
      links.put(path, inside(folder.resolve(entry.getLinkName()), entry.getName()));
    } else if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isFile() && !entry.isLink()) {
      Files.createDirectories(path.getParent());
      Files.copy(content, path);
      path.toFile().setExecutable((entry.getMode() & 0100) != 0, false);
    }
  }

  private Path inside(Path path, String name) {
    Path normal = path.normalize();
    if (!normal.startsWith(target)) {
      throw new InvalidInputException("%s: '%s' leads out of it.".formatted(archive, name));
    }
    return normal;
  }

  /** A link may lead to another one, so this goes on for as long as it helps. */
  private void copyLinks() throws IOException {
    int before;
    do {
      before = links.size();
      for (Path link : List.copyOf(links.keySet())) {
        Path source = links.get(link);
        if (Files.exists(source) && !link.startsWith(source) && isComplete(source)) {
          links.remove(link);
          copy(source, link);
        }
      }
    } while (links.size() < before);
  }

  private boolean isComplete(Path source) {
    return links.keySet().stream().noneMatch(link -> link.startsWith(source));
  }

  private static void copy(Path source, Path link) throws IOException {
    Files.createDirectories(link.getParent());
    List<Path> all;
    try (Stream<Path> walk = Files.walk(source)) {
      all = walk.sorted(Comparator.naturalOrder()).toList();
    }
    for (Path one : all) {
      Files.copy(
          one, link.resolve(source.relativize(one).toString()), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
