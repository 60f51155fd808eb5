package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The inventory for the site: the user's files with the overlay among them.
 *
 * <p>Ansible reads {@code group_vars/all/} in the order of its files' names, and where that folder
 * is, no {@code group_vars/all.yml} beside it. So a user's {@code all.yml} moves into the folder,
 * and a user's own {@code offline.yml} is read just before ours.
 *
 * @param files by their path below {@code inventory/}
 */
public record SiteInventory(SortedMap<String, byte[]> files) {

  /** Where the overlay stands. */
  public static final String OVERLAY = SiteFiles.OVERLAY;

  private static final String FOLDER = "group_vars/all";

  /** In the order in which Ansible looks for them; it reads the first alone. */
  private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

  public SiteInventory {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Puts the overlay among the user's files.
   *
   * @param chosen the file among them that is the inventory; empty where there is none
   * @throws InvalidInputException if they have an overlay already
   */
  static SiteInventory of(
      SortedMap<String, byte[]> users,
      Optional<String> chosen,
      byte[] overlay,
      MirrorSettings settings) {
    requireNoSite(users);
    SortedMap<String, String> moved = new TreeMap<>();
    beside(users).ifPresent(path -> moved.put(FOLDER + "/" + fileName(path), path));
    if (users.containsKey(OVERLAY)) {
      moved.put(freeName(users), OVERLAY);
    }
    SortedMap<String, byte[]> files = new TreeMap<>(users);
    moved.forEach((now, before) -> files.remove(before));
    moved.forEach((now, before) -> files.put(now, users.get(before)));
    files.put(OVERLAY, overlay);
    SiteFiles record =
        new SiteFiles(
            new TreeSet<>(List.of(OVERLAY)),
            moved,
            chosen,
            settings.imagePath(),
            settings.mode().name().toLowerCase(Locale.ROOT),
            settings.record());
    files.put(SiteFiles.FILE, record.write());
    return new SiteInventory(files);
  }

  private static void requireNoSite(Map<String, byte[]> users) {
    byte[] record = users.get(SiteFiles.FILE);
    if (record != null) {
      throw new InvalidInputException(
          "the inventory is that of a bundle and leads to its mirror already: remove %s and %s from it, or give the inventory that the bundle was made for"
              .formatted(SiteFiles.FILE, String.join(", ", SiteFiles.read(record).generated())));
    }
  }

  /** The file that Ansible reads as long as there is no folder. */
  private static Optional<String> beside(Map<String, byte[]> users) {
    boolean hasFolder = users.keySet().stream().anyMatch(path -> path.startsWith(FOLDER + "/"));
    return hasFolder
        ? Optional.empty()
        : ENDINGS.stream().map(ending -> FOLDER + ending).filter(users::containsKey).findFirst();
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A name that Ansible reads after all that came before it, and before ours. */
  private static String freeName(Map<String, byte[]> users) {
    String name = FOLDER + "/offline.user.yml";
    while (users.containsKey(name)) {
      name = name.replace(".yml", "r.yml");
    }
    return name;
  }
}
