package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands first in a bundle and says what else is in it.
 *
 * @param lock what the bundle is made of
 * @param sums the sha256 of each of its files, by path
 */
public record BundleHeader(Lock lock, SortedMap<String, Checksum> sums) {

  /** What registries take as a manifest at most. */
  static final long LARGEST_DOCUMENT = 4L << 20;

  public BundleHeader {
    sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
  }

  /**
   * Reads the header of a bundle.
   *
   * @param bundle what to call it in an error
   * @throws InvalidInputException if there is none
   * @throws IntegrityException if it does not fit together
   */
  static BundleHeader read(Path bundle, BundleReader reader) throws IOException {
    byte[] sumsFile = content(bundle, reader.next(), BundleLayout.SUMS);
    byte[] lockFile = content(bundle, reader.next(), BundleLayout.LOCK);
    String name = bundle + "/" + BundleLayout.LOCK;
    Lock lock = LockJson.read(name, lockFile);
    SortedMap<String, Checksum> sums = Sha256Sums.read(sumsFile);
    Checksum got = Checksum.sha256Of(lockFile);
    if (!got.equals(sums.get(BundleLayout.LOCK))) {
      Object want = sums.containsKey(BundleLayout.LOCK) ? sums.get(BundleLayout.LOCK) : "a line";
      throw IntegrityException.mismatch(name, got, want, "Bring the bundle here again.");
    }
    return new BundleHeader(lock, sums);
  }

  private static byte[] content(Path bundle, @Nullable BundleItem item, String path)
      throws IOException {
    if (item == null || !item.path().equals(path)) {
      throw new InvalidInputException(
          "%s is not a bundle: its first files are not %s and %s. Give an archive that the goal bundle has written, or its unpacked folder."
              .formatted(bundle, BundleLayout.SUMS, BundleLayout.LOCK));
    }
    return item.content().readAllBytes();
  }

  /** All that is brought to a site, by its sha256, with the path in the bundle where it lies. */
  public SortedMap<Checksum, Content> contents() {
    SortedMap<Checksum, Content> contents = new TreeMap<>();
    contents.put(lock.sourceSha256(), new Content(sourcePath(), lock.kubesprayArchiveSize()));
    lock.files()
        .forEach(f -> contents.put(f.sha256(), new Content(BundleLayout.file(f.path()), f.size())));
    lock.images().stream()
        .flatMap(image -> image.blobs().entrySet().stream())
        .forEach(
            blob ->
                contents.put(
                    blob.getKey(), new Content(BundleLayout.blob(blob.getKey()), blob.getValue())));
    return contents;
  }

  /** Where Kubespray's source archive lies. */
  public String sourcePath() {
    return sums.entrySet().stream()
        .filter(sum -> sum.getKey().startsWith(BundleLayout.KUBESPRAY))
        .filter(sum -> sum.getValue().equals(lock.sourceSha256()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new IntegrityException(
                    "%s has no line for Kubespray's source archive, %s"
                        .formatted(BundleLayout.SUMS, lock.sourceSha256())));
  }

  /** Under which names the bundle's own registry tree has the images. */
  public ImagePath imagePath() {
    boolean keep =
        !lock.images().isEmpty()
            && lock.images().stream()
                .map(image -> BundleLayout.repository(ImagePath.KEEP.repository(image.ref())))
                .allMatch(folder -> !below(folder + "_manifests/").isEmpty());
    return keep ? ImagePath.KEEP : ImagePath.STRIP;
  }

  /**
   * Which blobs are manifests and indexes: those that the lock names, and of the others that it has
   * (the attestations in an index) those that the registry's tree has as such.
   */
  Set<Checksum> documents() {
    Set<Checksum> documents = new TreeSet<>();
    Set<String> revisions = revisions();
    lock.images()
        .forEach(
            image -> {
              documents.add(image.digest());
              documents.addAll(image.manifests().values());
              image.blobs().keySet().stream()
                  .filter(digest -> revisions.contains(BundleLayout.revision(digest)))
                  .forEach(documents::add);
            });
    return documents;
  }

  private Set<String> revisions() {
    Set<String> revisions = new TreeSet<>();
    for (String path : below(BundleLayout.REPOSITORIES).keySet()) {
      int at = path.indexOf(BundleLayout.REVISIONS);
      if (at >= 0) {
        revisions.add(path.substring(at));
      }
    }
    return revisions;
  }

  private SortedMap<String, Checksum> below(String folder) {
    return sums.subMap(folder, BundleLayout.folder(folder) + "0");
  }

  /**
   * A file of the bundle that its lock pins.
   *
   * @param path where the bundle has it
   * @param size in bytes
   */
  public record Content(String path, long size) {}
}
