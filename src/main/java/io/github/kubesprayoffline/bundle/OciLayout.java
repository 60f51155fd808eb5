package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.archive.Entry;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.LayoutFiles;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code images/}: the OCI image layout of a lock's images, each blob once. */
public final class OciLayout {

  private OciLayout() {}

  /**
   * The entries of the layout of these images; their blobs lie in {@code images/} of that folder.
   */
  public static List<Entry> entries(Lock lock, Path folder) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.of(BundleLayout.IMAGES + LayoutFiles.MARKER, LayoutFiles.marker()));
    entries.add(Entry.of(BundleLayout.IMAGES + LayoutFiles.INDEX, index(lock)));
    blobs(lock)
        .forEach(
            (digest, size) -> {
              String path = BundleLayout.blob(digest);
              entries.add(Entry.of(path, digest, size, folder.resolve(path)));
            });
    return entries;
  }

  /** Every blob of every image with its size. */
  static SortedMap<Checksum, Long> blobs(Lock lock) {
    SortedMap<Checksum, Long> blobs = new TreeMap<>();
    for (LockedImage image : lock.images()) {
      image.blobs().keySet().forEach(digest -> requireSha256(image, digest));
      blobs.putAll(image.blobs());
    }
    return blobs;
  }

  private static byte[] index(Lock lock) {
    return LayoutIndex.write(lock.images().stream().map(LockedImage::layoutEntry).toList());
  }

  private static void requireSha256(LockedImage image, Checksum digest) {
    if (digest.algorithm() != Checksum.Algorithm.SHA256) {
      throw new InvalidInputException(
          "%s: its blob %s is not named by a sha256; the distribution registry serves no others"
              .formatted(image.ref(), digest));
    }
  }
}
