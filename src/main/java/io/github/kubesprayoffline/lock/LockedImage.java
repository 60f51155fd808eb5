package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.MediaType;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image that was brought and verified.
 *
 * @param ref the reference that Kubespray would pull
 * @param digest of the top document: an index, or the manifest of an image without one
 * @param mediaType of the top document
 * @param manifests the digest of each platform's manifest; where there is no index, the top
 *     document's own
 * @param blobs the size in bytes of each blob that the bundle holds of it: the top document, the
 *     manifests of its platforms, their configs and layers
 */
public record LockedImage(
    ImageReference ref,
    Checksum digest,
    String mediaType,
    SortedMap<Platform, Checksum> manifests,
    SortedMap<Checksum, Long> blobs) {

  public LockedImage {
    Objects.requireNonNull(ref);
    Objects.requireNonNull(digest);
    MediaType.require(mediaType);
    manifests = copy(manifests);
    blobs = copy(blobs);
    requireBlob(ref, blobs, digest);
    for (Checksum manifest : manifests.values()) {
      requireBlob(ref, blobs, manifest);
    }
  }

  /** The size of the top document in bytes. */
  public long size() {
    return blobs.get(digest);
  }

  /** How an image layout names it. */
  public LayoutIndex.Entry layoutEntry() {
    return new LayoutIndex.Entry(ref, mediaType, digest, size());
  }

  /** The size of all its blobs in bytes, whether or not other images share them. */
  public long totalSize() {
    return blobs.values().stream().mapToLong(Long::longValue).sum();
  }

  private static <K extends Comparable<K>, V> SortedMap<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  private static void requireBlob(
      ImageReference ref, Map<Checksum, Long> blobs, Checksum manifest) {
    if (!blobs.containsKey(manifest)) {
      throw new InvalidInputException(
          "%s: its manifest %s is not among its blobs; update the lock".formatted(ref, manifest));
    }
  }
}
