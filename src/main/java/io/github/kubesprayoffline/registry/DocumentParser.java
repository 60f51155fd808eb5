package io.github.kubesprayoffline.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.registry.Document.Content;
import io.github.kubesprayoffline.registry.Document.Index;
import io.github.kubesprayoffline.registry.Document.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the few fields of a manifest or an index that matter, and passes over all others. */
final class DocumentParser {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final String mediaType;
  private final JsonNode root;

  DocumentParser(String name, String declared, byte[] bytes) {
    this.name = name;
    this.root = read(bytes);
    refuseSchema1(declared);
    refuseAmbiguous();
    this.mediaType = findMediaType(declared.replaceFirst(";.*", "").strip());
  }

  String mediaType() {
    return mediaType;
  }

  Content content() {
    try {
      return MediaTypes.isIndex(mediaType)
          ? new Index(descriptors("manifests"))
          : new Manifest(descriptor(root.path("config")), descriptors("layers"));
    } catch (InvalidInputException e) {
      throw bad(e.getMessage());
    }
  }

  private JsonNode read(byte[] bytes) {
    try {
      JsonNode parsed = JSON.readTree(bytes);
      if (parsed != null && parsed.isObject()) {
        return parsed;
      }
      throw bad("it is not a JSON object");
    } catch (IOException e) {
      throw bad("it is not JSON");
    }
  }

  private void refuseSchema1(String declared) {
    if (MediaTypes.isSchema1(declared) || root.path("schemaVersion").asInt(2) == 1) {
      throw new IntegrityException(
          ("%s is an image of Docker's schema 1, which has no digests that could be kept. "
                  + "Ask its publisher for a newer tag, or push it anew with a current Docker.")
              .formatted(name));
    }
  }

  /** What one client reads as an index and another as a manifest hides content (CVE-2021-41190). */
  private void refuseAmbiguous() {
    if (root.has("manifests") && (root.has("config") || root.has("layers"))) {
      throw bad("it claims to be both");
    }
  }

  /** The document's own word, then the registry's, then what its fields look like. */
  private String findMediaType(String declared) {
    String own = root.path("mediaType").asText("");
    for (String candidate : List.of(own, declared)) {
      if (MediaTypes.isDocument(candidate)) {
        return candidate;
      }
    }
    if (root.path("manifests").isArray()) {
      return MediaTypes.OCI_INDEX;
    }
    if (root.path("config").isObject() && root.path("layers").isArray()) {
      return MediaTypes.OCI_MANIFEST;
    }
    throw bad("its media type is '%s'".formatted(own.isEmpty() ? declared : own));
  }

  private List<Descriptor> descriptors(String field) {
    JsonNode list = root.path(field);
    if (!list.isArray()) {
      throw bad("it has no list '%s'".formatted(field));
    }
    List<Descriptor> found = new ArrayList<>();
    list.forEach(node -> found.add(descriptor(node)));
    return found;
  }

  private Descriptor descriptor(JsonNode node) {
    Checksum digest = Checksum.parse(node.path("digest").asText());
    if (!node.path("size").canConvertToLong() || node.path("size").asLong() < 0) {
      throw bad("%s has no size".formatted(digest));
    }
    String type = node.path("mediaType").asText();
    boolean foreign = type.contains("nondistributable") || type.contains("rootfs.foreign");
    return new Descriptor(
        type, digest, node.path("size").asLong(), platform(node), annotations(node), foreign);
  }

  private static Optional<Platform> platform(JsonNode node) {
    JsonNode platform = node.path("platform");
    return platform.isObject()
        ? Optional.of(
            Platform.of(
                    platform.path("os").asText(),
                    platform.path("architecture").asText(),
                    platform.path("variant").asText())
                .orElse(Platform.UNKNOWN))
        : Optional.empty();
  }

  private static Map<String, String> annotations(JsonNode node) {
    Map<String, String> found = new HashMap<>();
    node.path("annotations")
        .properties()
        .forEach(entry -> found.put(entry.getKey(), entry.getValue().asText()));
    return found;
  }

  private IntegrityException bad(String why) {
    return new IntegrityException(
        "%s is neither an image manifest nor an index: %s. Check the reference and the registry."
            .formatted(name, why));
  }
}
