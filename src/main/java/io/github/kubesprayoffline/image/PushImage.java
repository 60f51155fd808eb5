package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.Descriptor;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.Document.Index;
import io.github.kubesprayoffline.oci.ImageSource;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Walk walk = new Walk(source, entry);
    Document top =
        Document.parse(
            walk.name(entry.digest()), entry.mediaType(), source.document(entry.digest()));
    walk.descend(top, 0);
    return new PushImage(entry.ref(), top, walk.below, walk.blobs, walk.absent);
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

  private static final class Walk {

    private final ImageSource source;
    private final LayoutIndex.Entry entry;
    private final ImageBudget budget;
    private final Map<Checksum, Document> below = new LinkedHashMap<>();
    private final Map<Checksum, Descriptor> blobs = new LinkedHashMap<>();
    private int absent;

    Walk(ImageSource source, LayoutIndex.Entry entry) {
      this.source = source;
      this.entry = entry;
      this.budget = new ImageBudget(entry.ref());
    }

    String name(Checksum digest) {
      return entry.ref() + "@" + digest;
    }

    void descend(Document document, int depth) {
      budget.requireDepth(depth);
      budget.take(document);
      boolean isIndex = document.content() instanceof Index;
      for (Descriptor child : document.content().children()) {
        if (isIndex) {
          document(child, depth + 1);
        } else if (!child.foreign()) {
          blob(child);
        }
      }
    }

    private void document(Descriptor child, int depth) {
      if (!source.has(child.digest())) {
        absent++;
      } else if (!below.containsKey(child.digest())) {
        Document document =
            Document.keep(name(child.digest()), child.mediaType(), source.document(child.digest()));
        ImageBudget.requireSize(entry.ref(), child, document.size());
        descend(document, depth);
        below.put(child.digest(), document);
      }
    }

    private void blob(Descriptor child) {
      if (!source.has(child.digest())) {
        throw new IntegrityException(
            "%s: its blob %s is not there. Pull or unpack the images anew."
                .formatted(entry.ref(), child.digest()));
      }
      blobs.put(child.digest(), child);
    }
  }
}
