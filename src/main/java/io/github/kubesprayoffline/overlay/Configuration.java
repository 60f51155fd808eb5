package io.github.kubesprayoffline.overlay;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that tells Kubespray of the mirror.
 *
 * @param settings what it was made for
 * @param inventory the site's whole inventory, by path below {@code inventory/}
 * @param extraVars files that {@code ansible-playbook} needs after the user's own extra vars, by
 *     name; none where the inventory is enough
 * @param others the pinned versions and the inventory to fill in, by name
 * @param notes what the user ought to know, a sentence each
 */
public record Configuration(
    MirrorSettings settings,
    SiteInventory inventory,
    SortedMap<String, byte[]> extraVars,
    SortedMap<String, byte[]> others,
    List<String> notes) {

  public Configuration {
    Objects.requireNonNull(settings);
    Objects.requireNonNull(inventory);
    extraVars = Collections.unmodifiableSortedMap(new TreeMap<>(extraVars));
    others = Collections.unmodifiableSortedMap(new TreeMap<>(others));
    notes = List.copyOf(notes);
  }

  /** What Kubespray is told beside the inventory, by path in a bundle. */
  public SortedMap<String, byte[]> besideInventory() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    others.forEach((name, content) -> files.put("config/" + name, content));
    extraVars.forEach((name, content) -> files.put("extra-vars/" + name, content));
    return files;
  }

  /** All its files, by their path in the folder {@code config/}. */
  public SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>(others);
    inventory.files().forEach((path, content) -> files.put("inventory/" + path, content));
    extraVars.forEach((name, content) -> files.put("extra-vars/" + name, content));
    return files;
  }
}
