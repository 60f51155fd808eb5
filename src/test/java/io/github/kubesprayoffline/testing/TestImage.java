package io.github.kubesprayoffline.testing;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
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
}
