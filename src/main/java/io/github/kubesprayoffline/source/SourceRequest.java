package io.github.kubesprayoffline.source;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.transfer.Mirror;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which Kubespray tree is wanted.
 *
 * @param version a release: {@code v2.31.0}
 * @param source a folder, an archive file, or a URL of one; empty for the release's own archive
 * @param sha256 what the archive must hash to; empty to accept what comes
 * @param mirrors tried in order before a URL itself
 * @param workFolder where archives are unpacked, each into a folder of its own
 */
public record SourceRequest(
    Optional<String> version,
    Optional<String> source,
    Optional<Checksum> sha256,
    List<Mirror> mirrors,
    Path workFolder) {

  public SourceRequest {
    Objects.requireNonNull(version);
    Objects.requireNonNull(source);
    Objects.requireNonNull(sha256);
    mirrors = List.copyOf(mirrors);
    Objects.requireNonNull(workFolder);
  }
}
