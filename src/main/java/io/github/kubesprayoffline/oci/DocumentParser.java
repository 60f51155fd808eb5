package io.github.kubesprayoffline.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.json.StrictJson;
import io.github.kubesprayoffline.oci.Document.Content;
import io.github.kubesprayoffline.oci.Document.Index;
import io.github.kubesprayoffline.oci.Document.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the few fields of a manifest or an index that matter, and passes over all others. */
final class DocumentParser {

  /** The keys that say what is in an image. Go's clients read them in capitals, too. */
  private static final Set<String> KEYS =
      Set.of(
          "schemaVersion",
          "mediaType",
          "artifactType",
          "subject",
          "manifests",
          "config",
          "layers",
          "digest",
          "size",
          "urls",
          "data",
          "annotations",
          "platform",
          "os",
          "architecture",
          "variant",
          "os.version",
          "os.features");

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}");

  private final String name;
  private final String advice;
  private final String mediaType;
  private final JsonNode root;

  /**
   * Reads a document.
   *
   * @param advice what to do if it is none
   */
  DocumentParser(String name, String declared, byte[] bytes, String advice) {
    this.name = name;
    this.advice = advice;
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
      JsonNode parsed = StrictJson.FROM_REGISTRIES.read(bytes);
      if (!parsed.isObject()) {
        throw bad("it is not a JSON object");
      }
      refuseOtherCapitals(parsed);
      return parsed;
    } catch (JsonProcessingException e) {
      throw bad("it is not JSON that all clients read alike: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw bad("it is not JSON in UTF-8");
    }
  }

  /** What one client reads and another passes over hides content. */
  private void refuseOtherCapitals(JsonNode node) {
    node.properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (!KEYS.contains(key) && KEYS.stream().anyMatch(key::equalsIgnoreCase)) {
                throw bad("it has the key '%s' in other capitals".formatted(key));
              }
              if (!key.equals("annotations")) {
                refuseOtherCapitals(entry.getValue());
              }
            });
    if (node.isArray()) {
      node.forEach(this::refuseOtherCapitals);
    }
  }

  private void refuseSchema1(String declared) {
    if (MediaTypes.isSchema1(declared) || root.path("schemaVersion").asInt(2) == 1) {
      throw new IntegrityException(
          ("%s is an image of Docker's schema 1, which has no digests that could be kept. "
                  + "Ask its publisher for a newer tag, or push it again with a current Docker.")
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
    Checksum digest = digest(node.path("digest").asText());
    JsonNode size = node.path("size");
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.asLong() < 0) {
      throw bad("%s has no size".formatted(digest));
    }
    String type = node.path("mediaType").asText();
    return new Descriptor(type, digest, size.asLong(), platform(node), annotations(node));
  }

  private Checksum digest(String text) {
    if (!DIGEST.matcher(text).matches()) {
      throw bad("'%s' is no digest of sha256 or sha512".formatted(Printable.shortened(text)));
    }
    return Checksum.parse(text);
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
        "%s is neither an image manifest nor an index: %s. %s"
            .formatted(name, Printable.shortened(why), advice));
  }
}
