package io.github.kubesprayoffline.store;

import io.github.kubesprayoffline.id.Checksum;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Verified content in the store.
 *
 * @param sha256 what it hashes to, and its name
 * @param size in bytes
 * @param path the read-only file that holds it; never to be written to
 */
public record Blob(Checksum sha256, long size, Path path) {

  public Blob {
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(path);
  }
}
