package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.id.Checksum;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands under one name in the registry. */
final class Repository {

  private final SortedMap<String, Checksum> tags = new TreeMap<>();
  private final Map<Checksum, String> manifests = new HashMap<>();
  private final Set<Checksum> blobs = new HashSet<>();

  void add(ImageDocuments image) {
    manifests.putAll(image.mediaTypes());
    image.locked().blobs().keySet().stream()
        .filter(digest -> !image.mediaTypes().containsKey(digest))
        .forEach(blobs::add);
    String tag = image.locked().ref().tag();
    if (!tag.isEmpty()) {
      tags.put(tag, image.locked().digest());
    }
  }

  /** The digest behind each tag. */
  SortedMap<String, Checksum> tags() {
    return Collections.unmodifiableSortedMap(tags);
  }

  /** The media type of a manifest or index; empty if that is not here. */
  Optional<String> mediaType(Checksum manifest) {
    return Optional.ofNullable(manifests.get(manifest));
  }

  /** Whether one of its images has this config or layer. */
  boolean hasBlob(Checksum digest) {
    return blobs.contains(digest);
  }
}
