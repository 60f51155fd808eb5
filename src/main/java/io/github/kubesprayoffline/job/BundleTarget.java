package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What becomes of a bundle.
 *
 * @param folder where the archive is written
 * @param name of the archive without its extension; empty for one made of the release
 * @param timestamp the time of every entry
 * @param volumeSize the most bytes of a volume; empty for one file
 * @param since the lock or bundle that the site has already; empty for a whole bundle
 */
public record BundleTarget(
    Path folder,
    Optional<String> name,
    BundleFormat format,
    Instant timestamp,
    OptionalLong volumeSize,
    Optional<Path> since) {

  /** What precedes the release in the name of an archive that was given none. */
  public static final String PREFIX = "kubespray-offline-";

  public BundleTarget {
    Objects.requireNonNull(volumeSize);
    Objects.requireNonNull(since);
    Objects.requireNonNull(folder);
    Objects.requireNonNull(name);
    Objects.requireNonNull(format);
    Objects.requireNonNull(timestamp);
  }

  /** A whole bundle in one file. */
  public BundleTarget(Path folder, Optional<String> name, BundleFormat format, Instant timestamp) {
    this(folder, name, format, timestamp, OptionalLong.empty(), Optional.empty());
  }
}
