package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.CatalogJson;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.Lines;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.id.SafeUrl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Holds a build to its lock: whatever differs is an error that shows the difference. */
public final class LockDrift {

  private LockDrift() {}

  /**
   * Compares what is asked for with the lock, before anything is brought.
   *
   * @param inventory the digest of the inventory as it is now
   * @throws InvalidInputException naming every difference
   */
  public static void requireNone(String lockName, Lock lock, Catalog catalog, Checksum inventory) {
    List<String> drift = new ArrayList<>();
    compare("inventory", lock.inventory(), inventory, drift);
    drift.addAll(differences(lock, catalog));
    refuse(lockName, drift);
  }

  /** What a catalog's selection and a lock do not agree on. */
  public static List<String> differences(Lock lock, Catalog catalog) {
    List<String> drift = new ArrayList<>();
    compare("kubespray", lock.version(), catalog.kubespray().version(), drift);
    Checksum source = catalog.kubespray().sha256();
    if (source != null) {
      compare("kubespray source archive", lock.sourceSha256(), source, drift);
    }
    compare("architectures", lock.architectures(), catalog.architectures(), drift);
    compare("scope", lock.scope(), catalog.scope(), drift);
    Pins pins = Pins.of(catalog, Optional.empty());
    addMissing("file", paths(lock), pins.files(), FilePin::path, drift);
    addMissing("image", references(lock), pins.images(), pin -> pin.ref().toString(), drift);
    for (FilePin pin : pins.files()) {
      find(lock.files(), file -> file.path().equals(pin.path()))
          .ifPresent(file -> compareFile(file, pin, drift));
    }
    for (ImagePin pin : pins.images()) {
      find(lock.images(), image -> image.ref().equals(pin.ref()))
          .ifPresent(image -> compareImage(image, pin, drift));
    }
    return drift;
  }

  /**
   * The same for a catalog as it is written.
   *
   * @throws InvalidInputException if it is none
   */
  public static List<String> differences(Lock lock, String catalogName, byte[] catalog) {
    return differences(lock, CatalogJson.read(catalogName, catalog));
  }

  /**
   * Compares what was brought with the lock.
   *
   * @throws InvalidInputException naming every difference
   */
  public static void requireNone(String lockName, Lock lock, Lock brought) {
    refuse(
        lockName,
        LockDiff.between(lock, brought).changes().stream().map(Change::toString).toList());
  }

  private static void refuse(String lockName, List<String> drift) {
    if (!drift.isEmpty()) {
      throw new InvalidInputException(
          Lines.of("What is built is not what " + lockName + " locks:")
              .items(drift)
              .line("Restore what changed, or accept it with -Dkubespray.updateLock"));
    }
  }

  private static void compare(String what, Object locked, Object now, List<String> drift) {
    if (!locked.equals(now)) {
      drift.add("%s: %s -> %s".formatted(what, locked, now));
    }
  }

  private static void compareFile(LockedFile locked, FilePin pin, List<String> drift) {
    if (!locked.url().equals(pin.url())) {
      drift.add(
          "file %s: URL: %s -> %s"
              .formatted(pin.path(), SafeUrl.of(locked.url()), SafeUrl.of(pin.url())));
    }
    Checksum now = pin.checksum();
    if (now != null && !now.equals(locked.checksum()) && !now.equals(locked.sha256())) {
      Checksum was = Objects.requireNonNullElse(locked.checksum(), locked.sha256());
      drift.add("file %s: %s -> %s".formatted(pin.path(), was, now));
    }
  }

  private static void compareImage(LockedImage locked, ImagePin pin, List<String> drift) {
    if (pin.digest() != null) {
      compare("image " + pin.ref(), locked.digest(), pin.digest(), drift);
    }
    compare(
        "image %s: architectures".formatted(pin.ref()),
        architectures(locked.manifests().keySet()),
        architectures(pin.platforms()),
        drift);
  }

  private static Set<String> architectures(Collection<Platform> platforms) {
    return platforms.stream()
        .map(Platform::architecture)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> paths(Lock lock) {
    return lock.files().stream().map(LockedFile::path).collect(Collectors.toSet());
  }

  private static Set<String> references(Lock lock) {
    return lock.images().stream().map(image -> image.ref().toString()).collect(Collectors.toSet());
  }

  private static <P> void addMissing(
      String kind, Set<String> locked, List<P> pins, Function<P, String> name, List<String> drift) {
    Set<String> pinned = pins.stream().map(name).collect(Collectors.toSet());
    pinned.stream()
        .filter(each -> !locked.contains(each))
        .sorted()
        .forEach(each -> drift.add("%s %s: not in the lock".formatted(kind, each)));
    locked.stream()
        .filter(each -> !pinned.contains(each))
        .sorted()
        .forEach(each -> drift.add("%s %s: not called for any more".formatted(kind, each)));
  }

  private static <T> Optional<T> find(List<T> things, Predicate<T> wanted) {
    return things.stream().filter(wanted).findFirst();
  }
}
