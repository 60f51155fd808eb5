package io.github.kubesprayoffline.testing;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * A small image, as the bytes that a registry holds of it.
 *
 * @param top the document under the tag: an index, or the manifest of an image without one
 * @param platforms each platform's manifest
 * @param documents every manifest and index by digest, the top one too
 * @param blobs every config and layer by digest
 */
public record TestImage(
    Document top,
    SortedMap<Platform, Document> platforms,
    Map<Checksum, Document> documents,
    Map<Checksum, byte[]> blobs) {

  /** A manifest or an index. */
  @SuppressWarnings("ArrayRecordComponent") // compared by digest, never by equals
  public record Document(String mediaType, byte[] bytes) {

    /** The sha256 of its bytes. */
    public Checksum digest() {
      return Checksum.sha256Of(bytes);
    }
  }

  /** The digest that the tag stands for. */
  public Checksum digest() {
    return top.digest();
  }

  /** An index that has this one's index as its only entry. */
  public TestImage inAnIndex() {
    Document outer =
        new Document(
            "application/vnd.oci.image.index.v1+json",
            ("{ \"schemaVersion\": 2, \"mediaType\": \"application/vnd.oci.image.index.v1+json\","
                    + " \"manifests\": [ { \"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d } ] }")
                .formatted(top.mediaType(), top.digest(), top.bytes().length)
                .getBytes(StandardCharsets.UTF_8));
    Map<Checksum, Document> all = new HashMap<>(documents);
    all.put(outer.digest(), outer);
    return new TestImage(outer, platforms, all, blobs);
  }
}
