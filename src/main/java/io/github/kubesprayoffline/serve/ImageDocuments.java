package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.MediaType;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.ImageGraph;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An image and what its documents are.
 *
 * @param mediaTypes of its index and manifests, by digest, as far as the bundle has them
 */
record ImageDocuments(LockedImage locked, Map<Checksum, String> mediaTypes) {

  ImageDocuments {
    mediaTypes = Map.copyOf(mediaTypes);
  }

  /**
   * Follows an image from its top document.
   *
   * @param bytes of a document
   * @throws OfflineException if one is none, or contradicts another
   */
  static ImageDocuments read(LockedImage image, Function<Checksum, byte[]> bytes) {
    ImageGraph graph =
        ImageGraph.of(
            image.layoutEntry(),
            image.blobs().keySet()::contains,
            digest -> Optional.of(bytes.apply(digest)));
    graph.requireSound();
    Map<Checksum, String> mediaTypes = new HashMap<>();
    graph
        .documents()
        .forEach(
            (digest, document) -> mediaTypes.put(digest, requireType(image, document.mediaType())));
    return new ImageDocuments(image, mediaTypes);
  }

  /** It becomes a header field. */
  private static String requireType(LockedImage image, String mediaType) {
    try {
      return MediaType.require(mediaType);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("%s: %s".formatted(image.ref(), e.getMessage()), e);
    }
  }
}
