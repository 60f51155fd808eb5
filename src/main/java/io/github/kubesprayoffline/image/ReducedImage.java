package io.github.kubesprayoffline.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.registry.Descriptor;
import io.github.kubesprayoffline.registry.Document;
import io.github.kubesprayoffline.registry.Document.Index;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a registry gets under a tag if it refuses the upstream's index because manifests are absent:
 * the manifest of the only platform that is here, or for several of them an index of just those.
 */
final class ReducedImage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReducedImage() {}

  /** Empty if the image has nothing that could be left out. */
  static Optional<Document> of(PushImage image) {
    if (!image.isSparse() || !(image.top().content() instanceof Index index)) {
      return Optional.empty();
    }
    List<Checksum> platforms =
        index.manifests().stream()
            .filter(entry -> entry.platform().filter(it -> !it.os().equals("unknown")).isPresent())
            .map(Descriptor::digest)
            .filter(image.below()::containsKey)
            .distinct()
            .toList();
    return platforms.size() == 1
        ? Optional.ofNullable(image.below().get(platforms.get(0)))
        : Optional.of(present(image));
  }

  private static Document present(PushImage image) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(image.top().bytes());
      ArrayNode kept = JSON.createArrayNode();
      for (JsonNode entry : root.path("manifests")) {
        if (image.below().containsKey(Checksum.parse(entry.path("digest").asText()))) {
          kept.add(entry);
        }
      }
      root.set("manifests", kept);
      return Document.parse(
          image.ref().toString(), image.top().mediaType(), JSON.writeValueAsBytes(root));
    } catch (IOException e) {
      throw new IllegalStateException("a document that was read once", e);
    }
  }
}
