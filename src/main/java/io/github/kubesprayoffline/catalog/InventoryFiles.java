package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.io.SmallFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of an inventory, as they go into a bundle. Links are followed within the inventory's
 * folder and refused where they lead out of it: a bundle is handed on, and what is outside was not
 * meant to be.
 */
public final class InventoryFiles {

  /** What Kubespray itself writes beside an inventory, secrets above all. */
  private static final Set<String> NOT_FOR_THE_BUNDLE = Set.of("credentials", "artifacts", ".git");

  /** What {@code verify} reads of a bundle's inventory is not more. */
  private static final long MOST_BYTES = 48 << 20;

  private static final int MOST_FILES = 50_000;

  private final Path given;
  private final Root root;
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private final Set<Path> entered = new HashSet<>();
  private int met;
  private long bytes;

  private InventoryFiles(Path given) throws IOException {
    this.given = given;
    this.root = new Root(given.toRealPath());
  }

  /**
   * Reads a folder whole, and of a file's folder what Ansible would read with it.
   *
   * @return contents by path
   * @throws InvalidInputException if a link leads out of the folder, or it is too large
   */
  public static SortedMap<String, byte[]> read(Path inventory) {
    try {
      if (Files.isDirectory(inventory)) {
        InventoryFiles all = new InventoryFiles(inventory);
        all.addFolder(all.root.folder(), "");
        return all.files;
      }
      Path folder = inventory.toAbsolutePath().getParent();
      InventoryFiles all = new InventoryFiles(folder);
      all.files.put(String.valueOf(inventory.getFileName()), content(inventory));
      for (String vars : List.of("group_vars", "host_vars")) {
        if (Files.exists(folder.resolve(vars), LinkOption.NOFOLLOW_LINKS)) {
          all.add(all.root.folder().resolve(vars), vars);
        }
      }
      return all.files;
    } catch (IOException e) {
      throw unreadable(inventory, e);
    }
  }

  /**
   * The content of a file that the user names.
   *
   * @throws InvalidInputException if it cannot be read, or is too large
   */
  static byte[] content(Path file) {
    try {
      return SmallFile.read(file, MOST_BYTES);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void addFolder(Path folder, String path) throws IOException {
    if (!entered.add(folder)) {
      throw new InvalidInputException(
          "%s is a link to a folder that it is in; take it away".formatted(shown(path)));
    }
    List<Path> content;
    try (Stream<Path> found = Files.list(folder)) {
      content = found.sorted().toList();
    }
    for (Path file : content) {
      String name = file.getFileName().toString();
      if (!path.isEmpty() || !NOT_FOR_THE_BUNDLE.contains(name)) {
        add(file, path.isEmpty() ? name : path + "/" + name);
      }
    }
    entered.remove(folder);
  }

  /** Adds a file, a folder or what a link leads to, under the path by which it was reached. */
  private void add(Path file, String path) throws IOException {
    met++;
    requireFew();
    Optional<Path> real = Files.isSymbolicLink(file) ? target(file, path) : Optional.of(file);
    if (real.isEmpty()) {
      return;
    }
    if (Files.isDirectory(real.get(), LinkOption.NOFOLLOW_LINKS)) {
      addFolder(real.get(), path);
    } else if (Files.isRegularFile(real.get(), LinkOption.NOFOLLOW_LINKS)) {
      addFile(real.get(), path);
    }
  }

  private void addFile(Path file, String path) throws IOException {
    String place = root.folder().relativize(file).toString().replace(File.separatorChar, '/');
    try (InputStream in = root.open(place)) {
      byte[] content = SmallFile.read(in, MOST_BYTES, shown(path));
      bytes += content.length;
      files.put(path, content);
    }
    requireFew();
  }

  private void requireFew() {
    if (bytes > MOST_BYTES || met > MOST_FILES) {
      throw new InvalidInputException(
          "%s has more than %s, or more than %d files, and all of it would be in the bundle; keep there what Ansible reads"
              .formatted(given, Sizes.of(MOST_BYTES), MOST_FILES));
    }
  }

  /** Where a link leads within the folder; empty where nothing is there. */
  private Optional<Path> target(Path link, String path) throws IOException {
    Path target = Files.readSymbolicLink(link);
    try {
      Path real = link.toRealPath();
      requireWithin(real, target, path);
      return Optional.of(real);
    } catch (NoSuchFileException e) {
      requireWithin(link.resolveSibling(target).normalize(), target, path);
      return Optional.empty(); // Editors leave such links; Ansible passes over them, too.
    }
  }

  private void requireWithin(Path real, Path target, String path) {
    if (!real.startsWith(root.folder())) {
      throw new InvalidInputException(
          "%s is a link to %s, out of the inventory, and would be in the bundle; replace it by what it points to, or take it away"
              .formatted(shown(path), Printable.of(target.toString())));
    }
    Path below = root.folder().relativize(real);
    if (NOT_FOR_THE_BUNDLE.contains(below.getName(0).toString())) {
      throw new InvalidInputException(
          "%s is a link to %s, which stays out of a bundle; take it away"
              .formatted(shown(path), Printable.of(target.toString())));
    }
  }

  private String shown(String path) {
    return Printable.of(given.resolve(path).toString());
  }

  private static InvalidInputException unreadable(Path path, IOException e) {
    return new InvalidInputException(
        "%s cannot be read: %s. It is part of the inventory.".formatted(path, e), e);
  }
}
