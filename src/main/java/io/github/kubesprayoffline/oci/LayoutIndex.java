package io.github.kubesprayoffline.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The {@code index.json} of an OCI image layout: which image has which name.
 *
 * <p>Skopeo before 1.11 passes over entries with Docker's media types. An image that has one is
 * therefore listed twice: as it is, and after that, marked by {@link #ALIAS_OF}, with OCI's name
 * for the same type. Both name the same bytes.
 */
public final class LayoutIndex {

  /** The annotation by which an image is named. */
  public static final String REF_NAME = "org.opencontainers.image.ref.name";

  /** On a second entry for an image: its true media type. */
  public static final String ALIAS_OF = "io.github.kubesprayoffline.alias-of";

  /**
   * One named image.
   *
   * @param mediaType of the document that the digest names, as its bytes have it
   * @param size of that document in bytes
   */
  public record Entry(ImageReference ref, String mediaType, Checksum digest, long size) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private LayoutIndex() {}

  /** The bytes of index.json, which depend on the entries alone, in whatever order. */
  public static byte[] write(Collection<Entry> entries) {
    ObjectNode root = JSON.createObjectNode();
    root.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX);
    ArrayNode manifests = root.putArray("manifests");
    entries.stream()
        .sorted(Comparator.comparing(Entry::ref))
        .forEach(
            entry -> {
              describe(manifests.addObject(), entry, entry.mediaType());
              String ociName = MediaTypes.ociName(entry.mediaType());
              if (!ociName.equals(entry.mediaType())) {
                describe(manifests.addObject(), entry, ociName).put(ALIAS_OF, entry.mediaType());
              }
            });
    try {
      return (JSON.writer(printer()).writeValueAsString(root) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }

  /**
   * The images that an index.json names, aliases left out.
   *
   * @param name what the file is called in messages
   * @throws IntegrityException if it is none
   */
  public static List<Entry> read(String name, byte[] bytes) {
    try {
      List<Entry> entries = new ArrayList<>();
      for (JsonNode manifest : CanonicalJson.read(name, bytes).path("manifests")) {
        JsonNode annotations = manifest.path("annotations");
        if (annotations.has(REF_NAME) && !annotations.has(ALIAS_OF)) {
          entries.add(
              new Entry(
                  ImageReference.parse(annotations.path(REF_NAME).asText()),
                  manifest.path("mediaType").asText(),
                  Checksum.parse(manifest.path("digest").asText()),
                  manifest.path("size").asLong()));
        }
      }
      return List.copyOf(entries);
    } catch (InvalidInputException e) {
      throw new IntegrityException(
          "%s is not the index of an OCI image layout: %s. Pull or unpack the images anew."
              .formatted(name, e.getMessage()));
    }
  }

  /** Returns the entry's annotations. */
  private static ObjectNode describe(ObjectNode node, Entry entry, String mediaType) {
    node.put("mediaType", mediaType);
    node.put("digest", entry.digest().toString());
    node.put("size", entry.size());
    return node.putObject("annotations").put(REF_NAME, entry.ref().toString());
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
  }
}
