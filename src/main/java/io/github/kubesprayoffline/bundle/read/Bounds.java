package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedImage;
import java.util.HashMap;
import java.util.Map;

/** How large each file of a bundle may be, so that a small archive cannot fill a disk. */
final class Bounds {

  /** For what the lock does not name: generated files, the inventory. */
  private static final long GENERATED = 64L << 20;

  private final Map<String, Long> locked = new HashMap<>();
  private long source;

  /** Takes the sizes from the lock; before that, only small files are allowed. */
  void learn(Lock lock) {
    source = lock.kubesprayArchiveSize();
    lock.files().forEach(file -> locked.put(BundleLayout.file(file.path()), file.size()));
    for (LockedImage image : lock.images()) {
      image.blobs().forEach((digest, size) -> locked.put(BundleLayout.blob(digest), size));
    }
  }

  /**
   * Refuses a file that is larger than anything calls for.
   *
   * @throws IntegrityException if it is
   */
  void require(BundleItem item) {
    if (item.size() > most(item.path())) {
      throw new IntegrityException(
          "%s: refused: it has %d bytes, and nothing needs so many"
              .formatted(item.path(), item.size()));
    }
  }

  private long most(String path) {
    if (BundleLayout.FIRST.contains(path)) {
      return CanonicalJson.LARGEST;
    }
    long calledFor =
        path.startsWith(BundleLayout.KUBESPRAY) ? source : locked.getOrDefault(path, 0L);
    return calledFor + GENERATED;
  }
}
