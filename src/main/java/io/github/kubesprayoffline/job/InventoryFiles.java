package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of an inventory, as they go into a bundle. */
final class InventoryFiles {

  /** What Kubespray itself writes beside an inventory, secrets above all. */
  private static final Set<String> NOT_FOR_THE_BUNDLE = Set.of("credentials", "artifacts", ".git");

  private InventoryFiles() {}

  /**
   * Reads a folder whole, and of a file's folder what Ansible would read with it.
   *
   * @return contents by path
   */
  static SortedMap<String, byte[]> of(Path inventory) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    if (Files.isDirectory(inventory)) {
      addFolder(inventory, inventory, files);
    } else {
      Path folder = inventory.toAbsolutePath().getParent();
      addFile(folder, inventory.toAbsolutePath(), files);
      for (String vars : List.of("group_vars", "host_vars")) {
        addFolder(folder, folder.resolve(vars), files);
      }
    }
    return files;
  }

  private static void addFolder(Path root, Path folder, SortedMap<String, byte[]> files) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> found = Files.walk(folder)) {
      found
          .filter(Files::isRegularFile)
          .filter(file -> !isLeftOut(root.relativize(file)))
          .forEach(file -> addFile(root, file, files));
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static boolean isLeftOut(Path path) {
    return NOT_FOR_THE_BUNDLE.contains(path.getName(0).toString());
  }

  private static void addFile(Path root, Path file, SortedMap<String, byte[]> files) {
    files.put(root.relativize(file).toString().replace(File.separatorChar, '/'), read(file));
  }

  /** The content of a file that is part of the inventory. */
  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InvalidInputException unreadable(Path path, IOException e) {
    return new InvalidInputException(
        "%s cannot be read: %s. It is part of the inventory.".formatted(path, e.getMessage()), e);
  }
}
