package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.catalog.InputFiles;
import io.github.kubesprayoffline.catalog.InventoryFiles;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Whether a bundle was made for the inventory that somebody has. */
final class InventoryComparison {

  private InventoryComparison() {}

  /**
   * Ends a verification for another inventory.
   *
   * @param site the files of the bundle's inventory
   * @throws InvalidInputException naming the files that differ
   */
  static void requireSame(Path bundle, SortedMap<String, byte[]> site, Path inventory) {
    List<String> differences = differences(SiteFiles.usersOf(site), InventoryFiles.read(inventory));
    if (!differences.isEmpty()) {
      throw new InvalidInputException(
          "%s was made for another inventory than %s: %s. Build a bundle for this one, or leave -Dkubespray.inventory out"
              .formatted(bundle, inventory, String.join(", ", differences)));
    }
  }

  private static List<String> differences(
      SortedMap<String, byte[]> in, SortedMap<String, byte[]> here) {
    TreeSet<String> paths = new TreeSet<>(in.keySet());
    paths.addAll(here.keySet());
    paths.remove(InputFiles.SELECTION);
    List<String> differences = new ArrayList<>();
    for (String path : paths) {
      if (!in.containsKey(path)) {
        differences.add(path + " is not in the bundle");
      } else if (!here.containsKey(path)) {
        differences.add(path + " is only in the bundle");
      } else if (!Arrays.equals(in.get(path), here.get(path))) {
        differences.add(path + " differs");
      }
    }
    return differences;
  }
}
