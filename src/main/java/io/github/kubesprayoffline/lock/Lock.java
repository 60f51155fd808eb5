package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.id.Checksum;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What a bundle is made of, down to the last byte.
 *
 * @param kubespray the tree; its sha256 is never null here: for a folder it is that of the archive
 *     made of it
 * @param kubesprayArchiveSize the size of the source archive in bytes
 * @param inventory the {@link InventoryDigest} of all that was asked
 * @param architectures of the nodes, sorted
 * @param scope how much of what the tree names was selected
 * @param files sorted by path
 * @param images sorted by reference
 */
public record Lock(
    KubesprayRelease kubespray,
    long kubesprayArchiveSize,
    Checksum inventory,
    List<String> architectures,
    Scope scope,
    List<LockedFile> files,
    List<LockedImage> images) {

  public Lock {
    Objects.requireNonNull(kubespray.sha256(), "a lock pins the source archive");
    Objects.requireNonNull(inventory);
    Objects.requireNonNull(scope);
    architectures = architectures.stream().distinct().sorted().toList();
    files = files.stream().sorted(Comparator.comparing(LockedFile::path)).toList();
    images = images.stream().sorted(Comparator.comparing(LockedImage::ref)).toList();
  }

  /** The release, or the name of the tree's folder. */
  public String version() {
    return kubespray.version();
  }

  /** The sha256 of the source archive. */
  public Checksum sourceSha256() {
    return Objects.requireNonNull(kubespray.sha256());
  }
}
