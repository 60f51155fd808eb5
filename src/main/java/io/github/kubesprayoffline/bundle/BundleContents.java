package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What goes into a bundle.
 *
 * @param name the top folder, and the name of the archive without its extension
 * @param timestamp the time of every entry, in whole seconds
 * @param lock pins every file and image
 * @param kubespray the source archive that the lock pins
 * @param folder holds {@code files/<path>} and {@code images/blobs/sha256/<hex>}
 * @param imagePath the images' names in {@code registry/}
 * @param inventory the inventory's files, by their path under {@code inventory/}
 * @param generated whatever else shall be in the bundle, by its path: {@code catalog.json} and what
 *     the deploy kit consists of. A file whose name ends in {@code .sh} is executable
 */
public record BundleContents(
    String name,
    Instant timestamp,
    Lock lock,
    Path kubespray,
    Path folder,
    ImagePath imagePath,
    SortedMap<String, byte[]> inventory,
    SortedMap<String, byte[]> generated) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

  public BundleContents {
    requireName(name);
    Objects.requireNonNull(lock);
    Objects.requireNonNull(kubespray);
    Objects.requireNonNull(folder);
    Objects.requireNonNull(imagePath);
    timestamp = timestamp.truncatedTo(ChronoUnit.SECONDS);
    inventory = copy(inventory);
    generated = copy(generated);
  }

  /** The name itself, if a bundle may have it. */
  static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInputException(
          "'%s' cannot name a bundle: use letters, digits, '.', '_', '+' and '-' in finalName"
              .formatted(name));
    }
    return name;
  }

  private static SortedMap<String, byte[]> copy(Map<String, byte[]> files) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
