package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of a bundle, and what they consist of, as its lock has them. */
final class LockedBlobs {

  private final Path bundle;
  private final Lock lock;
  private final Map<Checksum, Long> sizes = new HashMap<>();
  private final Map<String, Checksum> digests = new HashMap<>();

  LockedBlobs(Bundle bundle) {
    this.bundle = bundle.path();
    this.lock = bundle.lock();
    for (LockedImage image : lock.images()) {
      sizes.putAll(image.blobs());
    }
    sizes.keySet().forEach(digest -> digests.put(BundleLayout.blob(digest), digest));
  }

  /** The images by name. */
  List<LayoutIndex.Entry> images() {
    return lock.images().stream().map(LockedImage::layoutEntry).toList();
  }

  /** Whether the lock has a blob. */
  boolean has(Checksum digest) {
    return sizes.containsKey(digest);
  }

  /**
   * The blob that an item is; empty if it is none that the lock has.
   *
   * @throws IntegrityException if it is of another size than the lock says
   */
  Optional<Checksum> digest(BundleItem item) {
    Optional<Checksum> digest =
        Optional.ofNullable(digests.get(item.path())).filter(any -> item.linkTarget().isEmpty());
    digest.ifPresent(found -> requireSize(found, item.size()));
    return digest;
  }

  /**
   * Compares a size, before the bytes are read.
   *
   * @throws IntegrityException if it is not what the lock says
   */
  void requireSize(Checksum digest, long got) {
    long want = sizes.get(digest);
    if (got != want) {
      throw new IntegrityException(
          "%s: %s has %d bytes, the lock says %d. Run the goal verify on the bundle."
              .formatted(bundle, BundleLayout.blob(digest), got, want));
    }
  }
}
