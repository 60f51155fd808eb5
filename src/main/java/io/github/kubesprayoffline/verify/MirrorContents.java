package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the mirror has.
 *
 * @param imagePath the images' names in the registry
 * @param files by their path below the file server's URL: the checksums that their content has
 * @param images by repository and tag below the registry's address: their digests
 */
record MirrorContents(
    ImagePath imagePath, Map<String, Set<Checksum>> files, Map<String, Set<Checksum>> images) {

  MirrorContents {
    Objects.requireNonNull(imagePath);
    files = Collections.unmodifiableMap(files);
    images = Collections.unmodifiableMap(images);
  }

  /** What a bundle brings. */
  static MirrorContents of(Lock lock, ImagePath imagePath) {
    Map<String, Set<Checksum>> files = new HashMap<>();
    for (LockedFile file : lock.files()) {
      add(files, file.path(), file.sha256());
      add(files, file.path(), file.checksum());
    }
    Map<String, Set<Checksum>> images = new HashMap<>();
    for (LockedImage image : lock.images()) {
      add(images, imagePath.name(image.ref()), image.digest());
      image.manifests().values().forEach(each -> add(images, imagePath.name(image.ref()), each));
    }
    return new MirrorContents(imagePath, files, images);
  }

  /** What a catalog selects, before any of it has been brought. */
  static MirrorContents of(Catalog catalog, ImagePath imagePath) {
    Map<String, Set<Checksum>> files = new HashMap<>();
    catalog.selectedFiles().forEach(file -> add(files, file.path(), file.checksum()));
    Map<String, Set<Checksum>> images = new HashMap<>();
    catalog
        .selectedImages()
        .forEach(image -> add(images, imagePath.name(image.ref()), image.digest()));
    return new MirrorContents(imagePath, files, images);
  }

  private static void add(
      Map<String, Set<Checksum>> all, String name, @Nullable Checksum checksum) {
    Set<Checksum> known = all.computeIfAbsent(name, each -> new HashSet<>());
    if (checksum != null) {
      known.add(checksum);
    }
  }
}
