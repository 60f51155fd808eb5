package io.github.kubesprayoffline.image.push;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.Descriptor;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.ImageGraph;
import io.github.kubesprayoffline.oci.ImageSource;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is to push of an image.
 *
 * @param below the documents that the top one refers to and that are here, children before parents
 * @param blobs the configs and layers that those documents name
 * @param absent how many manifests an index refers to that are not here
 */
record PushImage(
    ImageReference ref,
    Document top,
    Map<Checksum, Document> below,
    Map<Checksum, Descriptor> blobs,
    int absent) {

  /**
   * Looks at what a source has of an image.
   *
   * @throws IntegrityException if a manifest is there and one of its blobs is not, or they
   *     contradict each other
   */
  static PushImage of(ImageSource source, LayoutIndex.Entry entry) {
    ImageGraph graph =
        ImageGraph.of(entry, source::has, digest -> Optional.of(source.document(digest)));
    graph.requireSound();
    graph.missing().stream().findFirst().ifPresent(digest -> refuse(entry, digest));
    Map<Checksum, Document> below = new LinkedHashMap<>(graph.documents());
    Document top = Objects.requireNonNull(below.remove(entry.digest()));
    return new PushImage(entry.ref(), top, below, graph.blobs(), graph.absent().size());
  }

  private static void refuse(LayoutIndex.Entry entry, Checksum missing) {
    throw new IntegrityException(
        "%s: its blob %s is not there. Pull or unpack the images again."
            .formatted(entry.ref(), missing));
  }

  /**
   * Whether the registry may refuse the index, because not all of its manifests are here, or one is
   * of a type that it need not take.
   */
  boolean isSparse() {
    return absent > 0
        || below.values().stream().anyMatch(it -> it.content() instanceof Document.Unknown);
  }

  /** For the check of names. */
  LockedImage locked() {
    SortedMap<Checksum, Long> sizes = new TreeMap<>(Map.of(top.digest(), top.size()));
    below.values().forEach(document -> sizes.put(document.digest(), document.size()));
    blobs.values().forEach(blob -> sizes.put(blob.digest(), blob.size()));
    return new LockedImage(ref, top.digest(), top.mediaType(), new TreeMap<>(), sizes);
  }
}
