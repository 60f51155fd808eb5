package io.github.kubesprayoffline.image.pull;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.Descriptor;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.ImageBudget;
import io.github.kubesprayoffline.store.Blob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that has to be there so that an image can run on the platforms that it is wanted for.
 *
 * @param manifests each platform's manifest
 * @param documents the top document, the manifests, the indexes between them, and attestations
 * @param blobs configs and layers; foreign layers are not among them
 */
record ImageParts(
    ImagePin pin,
    Document top,
    SortedMap<Platform, Checksum> manifests,
    Map<Checksum, Document> documents,
    Map<Checksum, Descriptor> blobs) {

  ImageParts(ImagePin pin, Document top) {
    this(pin, top, new TreeMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    add(top);
  }

  /** Adds a document, and the blobs that it names if it is a manifest. */
  void add(Document document) {
    documents.put(document.digest(), document);
    if (document.content() instanceof Document.Manifest manifest) {
      manifest.children().stream()
          .filter(child -> !child.foreign())
          .forEach(child -> blobs.put(child.digest(), child));
    }
  }

  /** Other images may have had a blob brought, by what they say of its size. */
  void requireSizes(Map<Checksum, Blob> brought) {
    for (Descriptor said : blobs.values()) {
      Blob blob = brought.get(said.digest());
      if (blob != null) {
        ImageBudget.requireSize(pin.ref(), said, blob.size());
      }
    }
  }

  LockedImage locked() {
    SortedMap<Checksum, Long> sizes = new TreeMap<>();
    documents.values().forEach(document -> sizes.put(document.digest(), document.size()));
    blobs.values().forEach(blob -> sizes.put(blob.digest(), blob.size()));
    return new LockedImage(pin.ref(), top.digest(), top.mediaType(), manifests, sizes);
  }
}
