package io.github.kubesprayoffline.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.json.CanonicalJson;
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

  private static final String ADVICE = "Pull or unpack the images again.";

  /**
   * One named image.
   *
   * @param mediaType of the document that the digest names, as its bytes have it
   * @param size of that document in bytes
   */
  public record Entry(ImageReference ref, String mediaType, Checksum digest, long size) {}

  private LayoutIndex() {}

  /** The bytes of index.json, which depend on the entries alone, in whatever order. */
  public static byte[] write(Collection<Entry> entries) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
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
    return CanonicalJson.write(root);
  }

  /**
   * The images that an index.json names, aliases left out.
   *
   * @param name what the file is called in messages
   * @throws IntegrityException if it is none
   */
  public static List<Entry> read(String name, byte[] bytes) {
    DocumentParser parser = new DocumentParser(name, MediaTypes.OCI_INDEX, bytes, ADVICE);
    if (!(parser.content() instanceof Document.Index index)) {
      throw new IntegrityException(
          "%s is a manifest, and no index of an image layout. %s".formatted(name, ADVICE));
    }
    return index.manifests().stream()
        .filter(LayoutIndex::isNamed)
        .map(descriptor -> entry(name, descriptor))
        .toList();
  }

  private static boolean isNamed(Descriptor descriptor) {
    return descriptor.annotations().containsKey(REF_NAME)
        && !descriptor.annotations().containsKey(ALIAS_OF);
  }

  private static Entry entry(String name, Descriptor descriptor) {
    try {
      ImageReference ref =
          ImageReference.parse(descriptor.annotations().getOrDefault(REF_NAME, ""));
      return new Entry(ref, descriptor.mediaType(), descriptor.digest(), descriptor.size());
    } catch (InvalidInputException e) {
      throw new IntegrityException("%s: %s. %s".formatted(name, e.getMessage(), ADVICE));
    }
  }

  /** Returns the entry's annotations. */
  private static ObjectNode describe(ObjectNode node, Entry entry, String mediaType) {
    node.put("mediaType", mediaType);
    node.put("digest", entry.digest().toString());
    node.put("size", entry.size());
    return node.putObject("annotations").put(REF_NAME, entry.ref().toString());
  }
}
