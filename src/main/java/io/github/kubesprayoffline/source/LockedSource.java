package io.github.kubesprayoffline.source;

import io.github.kubesprayoffline.id.Checksum;
import java.util.Objects;

/**
 * The archive that a lock pins.
 *
 * @param source where it came from, as {@link KubesprayArchive#source()} has it
 */
public record LockedSource(String source, Checksum sha256) {

  public LockedSource {
    Objects.requireNonNull(source);
    Objects.requireNonNull(sha256);
  }
}
