package io.github.kubesprayoffline.store;

import io.github.kubesprayoffline.id.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * Marks a file as verified by its time of modification: an old one, which its content's hash
 * determines. Whatever is written to the file later, through any hard link, sets another time and
 * so breaks the seal; then the file is hashed again. The time of access tells when it was last
 * used.
 *
 * <p>The times of different contents differ, so that web servers and rsync, which compare size and
 * time, tell two versions of a file apart.
 */
final class Seal {

  private static final long BEGIN = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private Seal() {}

  static boolean isIntact(BasicFileAttributes attributes, Checksum sha256) {
    return attributes.lastModifiedTime().equals(time(sha256));
  }

  static void set(Path file, Checksum sha256) throws IOException {
    Files.setLastModifiedTime(file, time(sha256));
  }

  /** Breaks it, or notes that a file that has none is in use. */
  static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
  }

  /** Sets it again after hashing; a store that cannot be written to hashes each time. */
  static void renew(Path file, Checksum sha256) {
    try {
      set(file, sha256);
    } catch (IOException e) {
      // Hashing again costs time only.
    }
  }

  /** Notes that the file is used now; a store that cannot be written to goes without. */
  static void noteUse(Path file) {
    try {
      Files.getFileAttributeView(file, BasicFileAttributeView.class)
          .setTimes(null, FileTime.from(Instant.now()), null);
    } catch (IOException e) {
      // Only pruning by age is less exact for it.
    }
  }

  /** Even seconds of the years 2000 to 2017: all that the coarsest file systems keep. */
  private static FileTime time(Checksum sha256) {
    long seconds = Long.parseLong(sha256.hex().substring(0, 7), 16) * 2;
    return FileTime.from(Instant.ofEpochSecond(BEGIN + seconds));
  }
}
