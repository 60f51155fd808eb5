package io.github.kubesprayoffline.source;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Blob;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A Kubespray tree, opened.
 *
 * @param root the folder that holds {@code roles/} and {@code inventory/}
 * @param archive what it was unpacked from; empty where the user gave a folder
 * @param version {@code v2.31.0}; for a tree without a release, the name of its folder
 * @param source where it came from: a URL without its login, or the name of the user's own file or
 *     folder
 */
public record KubesprayArchive(Path root, Optional<Blob> archive, String version, String source) {

  public KubesprayArchive {
    Objects.requireNonNull(root);
    Objects.requireNonNull(archive);
    Objects.requireNonNull(version);
    Objects.requireNonNull(source);
  }

  /** The archive's sha256. */
  public Optional<Checksum> sha256() {
    return archive.map(Blob::sha256);
  }
}
