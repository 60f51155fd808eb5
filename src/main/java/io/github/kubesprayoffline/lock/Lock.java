package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.id.SafePath;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

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
    architectures.forEach(Platform::linux);
    files = files.stream().sorted(Comparator.comparing(LockedFile::path)).toList();
    images = images.stream().sorted(Comparator.comparing(LockedImage::ref)).toList();
    SafePath.requireNoneIsAFolder(distinct(files, LockedFile::path));
    distinct(images, image -> image.ref().toString());
  }

  private static <T> SortedSet<String> distinct(List<T> values, Function<T, String> name) {
    TreeSet<String> names = new TreeSet<>();
    for (T value : values) {
      if (!names.add(name.apply(value))) {
        throw new InvalidInputException(
            "A lock cannot have %s twice; exclude one".formatted(name.apply(value)));
      }
    }
    return names;
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
