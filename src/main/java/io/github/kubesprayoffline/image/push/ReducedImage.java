package io.github.kubesprayoffline.image.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.Document.Index;
import io.github.kubesprayoffline.oci.Document.Manifest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a registry gets under a tag if it refuses the upstream's index because manifests are absent:
 * the manifest of the only platform that is here, or for several of them an index of just those.
 * What lies in indexes below the top one is lifted into it, for those may be refused as well.
 */
final class ReducedImage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PushImage image;

  /** The descriptors of the manifests that are here, as their indexes have them. */
  private final Map<Checksum, JsonNode> present = new LinkedHashMap<>();

  private ReducedImage(PushImage image) {
    this.image = image;
  }

  /** Empty if the image has nothing that could be left out. */
  static Optional<Document> of(PushImage image) {
    if (!image.isSparse() || !(image.top().content() instanceof Index)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ReducedImage(image).document());
    } catch (IOException e) {
      throw new IllegalStateException("a document that was read once", e);
    }
  }

  private Document document() throws IOException {
    collect(image.top());
    List<Checksum> platforms =
        present.entrySet().stream()
            .filter(entry -> !isAttestation(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    Document only = platforms.size() == 1 ? image.below().get(platforms.get(0)) : null;
    return only == null ? index() : only;
  }

  private void collect(Document index) throws IOException {
    for (JsonNode entry : JSON.readTree(index.bytes()).path("manifests")) {
      Checksum digest = Checksum.parse(entry.path("digest").asText());
      Document document = image.below().get(digest);
      if (document != null && document.content() instanceof Index) {
        collect(document);
      } else if (document != null && document.content() instanceof Manifest) {
        present.putIfAbsent(digest, entry);
      }
    }
  }

  private static boolean isAttestation(JsonNode entry) {
    return entry.path("platform").path("os").asText().equals("unknown");
  }

  private Document index() throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(image.top().bytes());
    root.putArray("manifests").addAll(present.values());
    return Document.parse(
        image.ref().toString(), image.top().mediaType(), JSON.writeValueAsBytes(root));
  }
}
