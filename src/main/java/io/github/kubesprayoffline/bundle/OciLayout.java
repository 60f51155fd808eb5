package io.github.kubesprayoffline.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code images/}: the OCI image layout of a lock's images, each blob once.
 *
 * <p>Skopeo before 1.11 passes over entries with Docker's media types. Such an image is listed
 * twice in index.json: as it is, and after that, marked, with OCI's name for the same type.
 */
final class OciLayout {

  private static final String MARKER = "{\"imageLayoutVersion\":\"1.0.0\"}";
  private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  private static final Map<String, String> OCI_NAMES =
      Map.of(
          "application/vnd.docker.distribution.manifest.list.v2+json",
          OCI_INDEX,
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.oci.image.manifest.v1+json");
  private static final String REF_NAME = "org.opencontainers.image.ref.name";
  private static final String ALIAS_OF = "io.github.kubesprayoffline.alias-of";

  private OciLayout() {}

  static List<Entry> entries(Lock lock, Path folder) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.of(BundleLayout.IMAGES + "oci-layout", MARKER));
    entries.add(Entry.of(BundleLayout.IMAGES + "index.json", index(lock)));
    blobs(lock)
        .forEach(
            (digest, size) -> {
              String path = BundleLayout.blob(digest);
              entries.add(Entry.of(path, digest, size, folder.resolve(path)));
            });
    return entries;
  }

  /** Every blob of every image with its size. */
  static SortedMap<Checksum, Long> blobs(Lock lock) {
    SortedMap<Checksum, Long> blobs = new TreeMap<>();
    for (LockedImage image : lock.images()) {
      image.blobs().keySet().forEach(digest -> requireSha256(image, digest));
      blobs.putAll(image.blobs());
    }
    return blobs;
  }

  private static byte[] index(Lock lock) {
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    index.put("schemaVersion", 2);
    index.put("mediaType", OCI_INDEX);
    ArrayNode manifests = index.putArray("manifests");
    for (LockedImage image : lock.images()) {
      describe(manifests.addObject(), image, image.mediaType());
      String ociName = OCI_NAMES.getOrDefault(image.mediaType(), image.mediaType());
      if (!ociName.equals(image.mediaType())) {
        describe(manifests.addObject(), image, ociName).put(ALIAS_OF, image.mediaType());
      }
    }
    return CanonicalJson.write(index);
  }

  /** Returns the annotations. */
  private static ObjectNode describe(ObjectNode descriptor, LockedImage image, String mediaType) {
    descriptor.put("mediaType", mediaType);
    descriptor.put("digest", image.digest().toString());
    descriptor.put("size", image.size());
    return descriptor.putObject("annotations").put(REF_NAME, image.ref().toString());
  }

  private static void requireSha256(LockedImage image, Checksum digest) {
    if (digest.algorithm() != Checksum.Algorithm.SHA256) {
      throw new InvalidInputException(
          "%s: its blob %s is not named by a sha256; the distribution registry serves no others"
              .formatted(image.ref(), digest));
    }
  }
}
