package io.github.kubesprayoffline.bundle.verify;

import io.github.kubesprayoffline.bundle.OciLayout;
import io.github.kubesprayoffline.bundle.RegistryTree;
import io.github.kubesprayoffline.bundle.archive.Entry;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.read.BundleScan;
import io.github.kubesprayoffline.bundle.read.Finding;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.InventoryDigest;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the lock calls for is in the bundle, and its folders hold nothing else. */
final class LockCheck {

  /** What the lock accounts for, file by file. */
  static final List<String> LOCKED_FOLDERS =
      List.of(
          BundleLayout.FILES, BundleLayout.IMAGES, BundleLayout.REGISTRY, BundleLayout.KUBESPRAY);

  private final BundleScan scan;
  private final Lock lock;
  private final Set<Checksum> documents;
  private final Optional<ImagePath> imagePath;
  private final List<Finding> findings;

  /** What the bundle claims to hold: as SHA256SUMS says, or else as it is. */
  private final SortedMap<String, Checksum> claimed;

  private LockCheck(
      BundleScan scan,
      Lock lock,
      Set<Checksum> documents,
      Optional<ImagePath> imagePath,
      List<Finding> findings) {
    this.scan = scan;
    this.lock = lock;
    this.documents = documents;
    this.imagePath = imagePath;
    this.findings = findings;
    this.claimed = scan.claimed();
  }

  /**
   * Adds what is wrong.
   *
   * @param documents the digests of all manifests and indexes
   * @param imagePath the images' names in {@code registry/}; see {@link #imagePath}
   */
  static void check(
      BundleScan scan,
      Lock lock,
      Set<Checksum> documents,
      Optional<ImagePath> imagePath,
      List<Finding> findings) {
    new LockCheck(scan, lock, documents, imagePath, findings).check();
  }

  /**
   * The images' names in {@code registry/}: those that the inventory speaks of, or else those that
   * fit best. Empty if the images have none that tell them apart.
   */
  static Optional<ImagePath> imagePath(BundleScan scan, Lock lock) {
    return SiteEdits.site(scan)
        .map(SiteFiles::imagePath)
        .filter(each -> each.isDistinct(lock.images()))
        .or(
            () ->
                Arrays.stream(ImagePath.values())
                    .filter(each -> each.isDistinct(lock.images()))
                    .max(Comparator.comparingLong(each -> matches(each, scan, lock))));
  }

  private static long matches(ImagePath imagePath, BundleScan scan, Lock lock) {
    return lock.images().stream()
        .map(image -> RegistryTree.repository(imagePath, image))
        .filter(folder -> !scan.claimed().subMap(folder, folder + "\uffff").isEmpty())
        .count();
  }

  private void check() {
    Map<String, Checksum> wanted = wanted();
    wanted.forEach(this::compare);
    for (String path : claimed.keySet()) {
      if (!wanted.containsKey(path) && LOCKED_FOLDERS.stream().anyMatch(path::startsWith)) {
        add(path, "nothing in %s needs it".formatted(BundleLayout.LOCK));
      }
    }
    checkSizes();
    checkInventory();
  }

  private void compare(String path, Checksum want) {
    Checksum got = claimed.get(path);
    if (got == null) {
      add(path, "missing, and %s needs it".formatted(BundleLayout.LOCK));
    } else if (!got.equals(want)) {
      add(path, "got %s, %s wants %s".formatted(got, BundleLayout.LOCK, want));
    }
  }

  private Map<String, Checksum> wanted() {
    Map<String, Checksum> wanted = new TreeMap<>();
    lock.files().forEach(file -> wanted.put(BundleLayout.file(file.path()), file.sha256()));
    List<Entry> layout = OciLayout.entries(lock, Path.of(""));
    layout.forEach(entry -> wanted.put(entry.path(), entry.sha256()));
    registry(layout).forEach(entry -> wanted.put(entry.path(), entry.sha256()));
    wanted.put(sourcePath(), lock.sourceSha256());
    return wanted;
  }

  private List<Entry> registry(List<Entry> layout) {
    return imagePath
        .map(names -> RegistryTree.entries(lock, names, layout, documents))
        .orElse(List.of());
  }

  /** The one file in kubespray/, whatever kind of archive it is. */
  private String sourcePath() {
    return claimed.tailMap(BundleLayout.KUBESPRAY).keySet().stream()
        .findFirst()
        .filter(path -> path.startsWith(BundleLayout.KUBESPRAY))
        .orElse(BundleLayout.KUBESPRAY + "kubespray-" + lock.version());
  }

  private void checkSizes() {
    lock.files().forEach(file -> checkSize(BundleLayout.file(file.path()), file.size()));
    checkSize(sourcePath(), lock.kubesprayArchiveSize());
    lock.images()
        .forEach(
            image ->
                image
                    .blobs()
                    .forEach((digest, size) -> checkSize(BundleLayout.blob(digest), size)));
  }

  private void checkSize(String path, long want) {
    scan.size(path)
        .filter(got -> got != want)
        .ifPresent(got -> add(path, "got %d bytes, want %d".formatted(got, want)));
  }

  private void checkInventory() {
    SortedMap<String, byte[]> files = scan.contentBelow(BundleLayout.INVENTORY);
    try {
      compareInventory(InventoryDigest.of(SiteFiles.usersOf(files)));
    } catch (OfflineException e) {
      add(BundleLayout.INVENTORY + SiteFiles.FILE, e.getMessage());
    }
  }

  private void compareInventory(Checksum got) {
    if (scan.isComplete() && !got.equals(lock.inventory())) {
      add(
          BundleLayout.INVENTORY,
          "is not the inventory of %s: got %s, want %s"
              .formatted(BundleLayout.LOCK, got, lock.inventory()));
    }
  }

  private void add(String path, String message) {
    findings.add(new Finding(path, message));
  }
}
