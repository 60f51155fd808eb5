package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that was brought and verified.
 *
 * @param url where Kubespray fetches it from, whichever mirror it came from
 * @param path where it lies under {@code files/}
 * @param checksum what Kubespray says its bytes hash to; null where it says nothing
 * @param sha256 what they do hash to
 * @param size in bytes
 */
public record LockedFile(
    String url, String path, @Nullable Checksum checksum, Checksum sha256, long size) {

  public LockedFile {
    Printable.require("URL", url);
    SafePath.require(path);
    Objects.requireNonNull(sha256);
    if (size < 0) {
      throw new InvalidInputException("%s cannot have %d bytes".formatted(path, size));
    }
  }
}
