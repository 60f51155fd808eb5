package io.github.kubesprayoffline.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ImageDocumentsTest {

  private final Map<Checksum, byte[]> documents = new HashMap<>();

  @Test
  void documentsOwnMediaType_countsMoreThanThatOfTheIndex() {
    Checksum manifest =
        put("{\"mediaType\":\"%s\",\"manifests\":[]}".formatted(MediaTypes.DOCKER_LIST));
    Checksum top = put("{\"manifests\":[%s]}".formatted(entry(MediaTypes.OCI_INDEX, manifest)));

    assertThat(served(top).mediaTypes())
        .containsOnly(
            Map.entry(top, MediaTypes.OCI_INDEX), Map.entry(manifest, MediaTypes.DOCKER_LIST));
  }

  @Test
  void attestationOfAnotherType_isServedAsThat() {
    Checksum statement = put("not JSON");
    Checksum top = put("{\"manifests\":[%s]}".formatted(entry("application/x", statement)));

    assertThat(served(top).mediaTypes()).containsEntry(statement, "application/x");
  }

  @Test
  void mediaTypeThatWouldBreakTheHeader_isRefused() {
    Checksum statement = put("not JSON");
    Checksum top =
        put("{\"manifests\":[%s]}".formatted(entry("application/x\\r\\nSet-Cookie: a", statement)));

    assertThatThrownBy(() -> served(top))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("quay.io/a/b:1", "is not a media type");
  }

  @Test
  void documentThatClientsReadDifferently_isNotServed() {
    Checksum top = put("{\"manifests\":[],\"manifests\":[]}");

    assertThatThrownBy(() -> served(top))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("quay.io/a/b:1@" + top);
  }

  private ImageDocuments served(Checksum top) {
    TreeMap<Checksum, Long> blobs = new TreeMap<>();
    documents.forEach((digest, bytes) -> blobs.put(digest, (long) bytes.length));
    return ImageDocuments.read(
        new LockedImage(
            ImageReference.parse("quay.io/a/b:1"),
            top,
            MediaTypes.OCI_INDEX,
            new TreeMap<>(),
            blobs),
        digest -> Objects.requireNonNull(documents.get(digest)));
  }

  private Checksum put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    documents.put(Checksum.sha256Of(bytes), bytes);
    return Checksum.sha256Of(bytes);
  }

  private String entry(String mediaType, Checksum digest) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(mediaType, digest, documents.get(digest).length);
  }
}
