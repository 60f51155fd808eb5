package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.bundle.BundleFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What becomes of a bundle.
 *
 * @param folder where the archive is written
 * @param name of the archive without its extension; empty for one made of the release
 * @param timestamp the time of every entry
 */
public record BundleTarget(
    Path folder, Optional<String> name, BundleFormat format, Instant timestamp) {

  public BundleTarget {
    Objects.requireNonNull(folder);
    Objects.requireNonNull(name);
    Objects.requireNonNull(format);
    Objects.requireNonNull(timestamp);
  }
}
