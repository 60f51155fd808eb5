package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Verified bytes in a file that is to be served.
 *
 * @param sha256 what they hash to
 * @param size in bytes
 * @param path the file
 * @param written when the file was last written to, as it was when its bytes were verified
 */
record Content(Checksum sha256, long size, Path path, FileTime written) {

  private static final long BEGIN = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  /** The content of a file whose bytes somebody has verified. */
  static Content of(Checksum sha256, Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new Content(sha256, attributes.size(), path, attributes.lastModifiedTime());
  }

  /**
   * The time of modification that clients are told: the same wherever and whenever these bytes are
   * served, and another one for other bytes under the same name.
   */
  Instant modified() {
    return Instant.ofEpochSecond(BEGIN + Long.parseLong(sha256.hex().substring(0, 7), 16) * 2);
  }

  /** Whether the file is as it was when its bytes were verified. */
  boolean isUnchanged() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return now.isRegularFile() && now.size() == size && now.lastModifiedTime().equals(written);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Its bytes, which must be few.
   *
   * @throws IntegrityException if they are no longer what they were
   */
  byte[] bytes() {
    try {
      byte[] bytes = Files.readAllBytes(path);
      if (!Checksum.sha256Of(bytes).equals(sha256)) {
        throw new IntegrityException(
            "%s: got %s, want %s".formatted(path, Checksum.sha256Of(bytes), sha256));
      }
      return bytes;
    } catch (IOException e) {
      throw new OfflineException("%s cannot be read: %s".formatted(path, e), e);
    }
  }
}
