package io.github.kubesprayoffline.source;

import io.github.kubesprayoffline.id.Checksum;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The archive that a lock pins.
 *
 * @param source where it came from, as {@link KubesprayArchive#source()} has it
 * @param size in bytes
 */
public record LockedSource(String source, Checksum sha256, long size) {

  public LockedSource {
    Objects.requireNonNull(source);
    Objects.requireNonNull(sha256);
  }

  /** The size of an archive with this checksum; empty if it is another one than the lock's. */
  OptionalLong sizeOf(Optional<Checksum> expected) {
    return expected.equals(Optional.of(sha256)) ? OptionalLong.of(size) : OptionalLong.empty();
  }
}
