package io.github.kubesprayoffline.oci;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a manifest or an index refers to other content.
 *
 * @param size in bytes
 * @param platform what an index says that a manifest runs on; empty elsewhere
 * @param foreign whether the media type says that the content is fetched from URLs outside of the
 *     registry, which therefore need not have it (Windows base layers)
 */
public record Descriptor(
    String mediaType,
    Checksum digest,
    long size,
    Optional<Platform> platform,
    Map<String, String> annotations,
    boolean foreign) {

  private static final String ATTESTED = "vnd.docker.reference.digest";

  public Descriptor {
    Objects.requireNonNull(mediaType);
    Objects.requireNonNull(digest);
    Objects.requireNonNull(platform);
    annotations = Map.copyOf(annotations);
  }

  /** Whether this is an attestation (SBOM, provenance) for the manifest with that digest. */
  public boolean attests(Checksum manifest) {
    return manifest.toString().equals(annotations.get(ATTESTED));
  }
}
