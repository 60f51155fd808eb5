package io.github.kubesprayoffline.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.lock.CanonicalJson;
import io.github.kubesprayoffline.lock.LockedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From an image's top document, every blob of its platforms can be reached, and no other. */
final class ImageCheck {

  private final BundleScan scan;
  private final LockedImage image;
  private final List<Finding> findings;
  private final Set<Checksum> reached = new HashSet<>();

  ImageCheck(BundleScan scan, LockedImage image, List<Finding> findings) {
    this.scan = scan;
    this.image = image;
    this.findings = findings;
  }

  void check() {
    reached.add(image.digest());
    document(image.digest())
        .ifPresent(
            top -> {
              if (top.has("manifests")) {
                image
                    .manifests()
                    .forEach((platform, digest) -> checkIndexed(top, platform, digest));
              } else {
                checkManifest(top);
              }
              requireAllReached();
            });
  }

  private void checkIndexed(JsonNode index, Platform platform, Checksum digest) {
    boolean listed = false;
    for (JsonNode descriptor : index.path("manifests")) {
      listed |= digest.toString().equals(descriptor.path("digest").asText());
    }
    if (!listed) {
      add("its index does not list %s for %s".formatted(digest, platform));
    }
    reach(digest);
    document(digest).ifPresent(this::checkManifest);
  }

  private void checkManifest(JsonNode manifest) {
    List<JsonNode> descriptors = new ArrayList<>(List.of(manifest.path("config")));
    manifest.path("layers").forEach(descriptors::add);
    for (JsonNode descriptor : descriptors) {
      digest(descriptor).ifPresent(digest -> checkBlob(descriptor, digest));
    }
  }

  private void checkBlob(JsonNode descriptor, Checksum digest) {
    reach(digest);
    Long size = image.blobs().get(digest);
    if (size != null && size != descriptor.path("size").asLong()) {
      add("its manifest says %s has %s bytes".formatted(digest, descriptor.path("size")));
    }
  }

  private void reach(Checksum digest) {
    reached.add(digest);
    if (!image.blobs().containsKey(digest)) {
      add("it needs %s, and the lock does not have it".formatted(digest));
    }
  }

  private void requireAllReached() {
    for (Checksum digest : image.blobs().keySet()) {
      if (!reached.contains(digest)) {
        add("the lock gives it %s, and nothing in it needs that".formatted(digest));
      }
    }
  }

  private Optional<Checksum> digest(JsonNode descriptor) {
    try {
      return Optional.of(Checksum.parse(descriptor.path("digest").asText()));
    } catch (OfflineException e) {
      add("its manifest has a descriptor without a digest: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A manifest or index; empty if it is missing or damaged, which another check tells. */
  private Optional<JsonNode> document(Checksum digest) {
    String path = OciLayout.blobPath(digest);
    try {
      return scan.content(path)
          .filter(bytes -> digest.equals(scan.hashes().get(path)))
          .map(bytes -> CanonicalJson.read(path, bytes));
    } catch (OfflineException e) {
      add(e.getMessage());
      return Optional.empty();
    }
  }

  private void add(String message) {
    findings.add(new Finding(OciLayout.FOLDER, image.ref() + ": " + message));
  }
}
