package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.bundle.BundleItem;
import io.github.kubesprayoffline.bundle.BundleReader;
import io.github.kubesprayoffline.bundle.Sha256Sums;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands first in a bundle and says what else is in it.
 *
 * @param lock what the bundle is made of
 * @param sums the sha256 of each of its files, by path
 */
record Head(Lock lock, SortedMap<String, Checksum> sums) {

  static final String FILES = "files/";
  static final String BLOBS = "images/blobs/sha256/";
  private static final String LOCK = "lock.json";
  private static final String SOURCE = "kubespray/";
  private static final String REPOSITORIES = "registry/docker/registry/v2/repositories/";

  Head {
    sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
  }

  /**
   * Reads the head of a bundle.
   *
   * @param bundle what to call it in an error
   * @throws InvalidInputException if there is none
   * @throws IntegrityException if it does not fit together
   */
  static Head read(Path bundle, BundleReader reader) throws IOException {
    byte[] sumsFile = content(bundle, reader.next(), Sha256Sums.FILE);
    byte[] lockFile = content(bundle, reader.next(), LOCK);
    SortedMap<String, Checksum> sums = Sha256Sums.read(sumsFile);
    Checksum got = Checksum.sha256Of(lockFile);
    if (!got.equals(sums.get(LOCK))) {
      throw IntegrityException.mismatch(
          bundle + "/" + LOCK, got, sums.get(LOCK), "Bring the bundle here again.");
    }
    return new Head(LockJson.read(bundle + "/" + LOCK, lockFile), sums);
  }

  /** All that is served, by its sha256, with the path in the bundle where it lies. */
  SortedMap<Checksum, Item> items() {
    SortedMap<Checksum, Item> items = new TreeMap<>();
    items.put(lock.sourceSha256(), new Item(sourcePath(), lock.kubesprayArchiveSize()));
    lock.files().forEach(f -> items.put(f.sha256(), new Item(FILES + f.path(), f.size())));
    lock.images()
        .forEach(
            image ->
                image
                    .blobs()
                    .forEach(
                        (digest, size) -> items.put(digest, new Item(BLOBS + digest.hex(), size))));
    return items;
  }

  /** Where Kubespray's source archive lies. */
  String sourcePath() {
    return sums.entrySet().stream()
        .filter(
            sum -> sum.getKey().startsWith(SOURCE) && sum.getValue().equals(lock.sourceSha256()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new IntegrityException(
                    "%s has no line for Kubespray's source archive, %s"
                        .formatted(Sha256Sums.FILE, lock.sourceSha256())));
  }

  /** Under which names the bundle's own registry tree has the images. */
  ImagePath imagePath() {
    boolean keep =
        !lock.images().isEmpty()
            && lock.images().stream()
                .map(image -> REPOSITORIES + ImagePath.KEEP.repository(image.ref()) + "/_manifests")
                .allMatch(path -> !sums.subMap(path + "/", path + "0").isEmpty());
    return keep ? ImagePath.KEEP : ImagePath.STRIP;
  }

  private static byte[] content(Path bundle, @Nullable BundleItem item, String path)
      throws IOException {
    if (item == null || !item.path().equals(path)) {
      throw new InvalidInputException(
          "%s is not a bundle: its first files are not %s and %s. Give an archive that the goal bundle has written, or its unpacked folder."
              .formatted(bundle, Sha256Sums.FILE, LOCK));
    }
    return item.content().readAllBytes();
  }

  /**
   * One of the contents.
   *
   * @param path where the bundle has it
   * @param size in bytes
   */
  record Item(String path, long size) {}
}
