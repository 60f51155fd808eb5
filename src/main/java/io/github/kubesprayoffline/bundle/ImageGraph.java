package io.github.kubesprayoffline.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.lock.LockedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which of an image's blobs its documents lead to, from the top: indexes to manifests, manifests to
 * configs and layers. Of an index only what the lock has is there; the other platforms were left
 * out.
 */
final class ImageGraph {

  private final LockedImage image;
  private final Function<Checksum, Optional<byte[]>> content;
  private final Set<Checksum> documents = new TreeSet<>();
  private final Set<Checksum> leaves = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private boolean whole = true;

  private ImageGraph(LockedImage image, Function<Checksum, Optional<byte[]>> content) {
    this.image = image;
    this.content = content;
  }

  /**
   * Follows an image.
   *
   * @param content of a manifest or index; empty where it is missing or damaged
   */
  static ImageGraph of(LockedImage image, Function<Checksum, Optional<byte[]>> content) {
    ImageGraph graph = new ImageGraph(image, content);
    graph.follow(image.digest());
    image.manifests().forEach(graph::requireDocument);
    if (graph.whole) {
      image.blobs().keySet().forEach(graph::requireReached);
    }
    return graph;
  }

  /** The digests of the manifests and indexes. */
  Set<Checksum> documents() {
    return documents;
  }

  /** What does not fit together. */
  List<String> problems() {
    return problems;
  }

  private void follow(Checksum document) {
    if (!documents.add(document)) {
      return;
    }
    Optional<JsonNode> parsed = parse(document);
    whole &= parsed.isPresent();
    parsed.ifPresent(
        json -> {
          if (json.has("manifests")) {
            json.path("manifests").forEach(this::followChild);
          } else if (json.has("config")) { // An attestation may be of another form.
            reach(json.path("config"));
            json.path("layers").forEach(this::reach);
          }
        });
  }

  private void followChild(JsonNode descriptor) {
    digest(descriptor)
        .filter(digest -> image.blobs().containsKey(digest))
        .ifPresent(
            digest -> {
              compareSize(descriptor, digest);
              follow(digest);
            });
  }

  private void reach(JsonNode descriptor) {
    digest(descriptor)
        .ifPresent(
            digest -> {
              leaves.add(digest);
              if (image.blobs().containsKey(digest)) {
                compareSize(descriptor, digest);
              } else if (!isForeign(descriptor)) {
                problems.add("it needs %s, and the lock does not have it".formatted(digest));
              }
            });
  }

  /** Layers that only their vendor may distribute stay where their URLs say. */
  private static boolean isForeign(JsonNode descriptor) {
    String mediaType = descriptor.path("mediaType").asText();
    return mediaType.contains(".foreign.") || mediaType.contains(".nondistributable.");
  }

  private void compareSize(JsonNode descriptor, Checksum digest) {
    long want = descriptor.path("size").asLong(-1);
    if (image.blobs().get(digest) != want) {
      problems.add(
          "%s has %d bytes in the lock, its descriptor says %d"
              .formatted(digest, image.blobs().get(digest), want));
    }
  }

  private void requireDocument(Platform platform, Checksum digest) {
    if (whole && !documents.contains(digest)) {
      problems.add("its index does not list %s for %s".formatted(digest, platform));
    }
  }

  private void requireReached(Checksum digest) {
    if (!documents.contains(digest) && !leaves.contains(digest)) {
      problems.add("the lock gives it %s, and nothing in it needs that".formatted(digest));
    }
  }

  private Optional<Checksum> digest(JsonNode descriptor) {
    try {
      return Optional.of(Checksum.parse(descriptor.path("digest").asText()));
    } catch (OfflineException e) {
      problems.add("a descriptor has no digest: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<JsonNode> parse(Checksum document) {
    try {
      return content
          .apply(document)
          .map(bytes -> CanonicalJson.read(BundleLayout.blob(document), bytes));
    } catch (OfflineException e) {
      problems.add(e.getMessage());
      return Optional.empty();
    }
  }
}
