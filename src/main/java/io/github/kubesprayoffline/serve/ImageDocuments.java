package io.github.kubesprayoffline.serve;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.MediaType;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.lock.LockedImage;
import java.util.HashMap;
import java.util.Map;
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
   */
  static ImageDocuments of(LockedImage image, Function<Checksum, byte[]> bytes) {
    Map<Checksum, String> mediaTypes = new HashMap<>();
    follow(image, image.digest(), image.mediaType(), bytes, mediaTypes);
    return new ImageDocuments(image, mediaTypes);
  }

  private static void follow(
      LockedImage image,
      Checksum digest,
      String mediaType,
      Function<Checksum, byte[]> bytes,
      Map<Checksum, String> mediaTypes) {
    if (mediaTypes.putIfAbsent(digest, mediaType) != null) {
      return;
    }
    JsonNode document = CanonicalJson.read(digest.toString(), bytes.apply(digest));
    for (JsonNode child : document.path("manifests")) {
      Checksum childDigest = digest(image, child);
      if (image.blobs().containsKey(childDigest)) {
        follow(image, childDigest, mediaType(image, child), bytes, mediaTypes);
      }
    }
  }

  /** It becomes a header field. */
  private static String mediaType(LockedImage image, JsonNode descriptor) {
    String text = descriptor.path("mediaType").asText();
    try {
      return text.isEmpty() ? text : MediaType.require(text);
    } catch (InvalidInputException e) {
      throw new InvalidInputException("%s: %s".formatted(image.ref(), e.getMessage()), e);
    }
  }

  private static Checksum digest(LockedImage image, JsonNode descriptor) {
    try {
      return Checksum.parse(descriptor.path("digest").asText());
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "%s: its index has a descriptor without a digest: %s"
              .formatted(image.ref(), e.getMessage()),
          e);
    }
  }
}
