package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.store.Hashes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Verified bytes in a file that is to be served. */
final class Content {

  private static final long BEGIN = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

  private final Checksum sha256;
  private final long size;
  private final Path path;
  private String good;
  private String bad = "";

  private Content(Checksum sha256, long size, Path path, String state) {
    this.sha256 = sha256;
    this.size = size;
    this.path = path;
    this.good = state;
  }

  /** The content of a file whose bytes somebody has verified, or will before it is served. */
  static Content open(Checksum sha256, Path path) throws IOException {
    String state = FileState.read(path);
    return new Content(sha256, FileState.attributes(path).size(), path, state);
  }

  /** What the bytes hash to. */
  Checksum sha256() {
    return sha256;
  }

  /** How many bytes it has. */
  long size() {
    return size;
  }

  /** The file that it is read from. */
  Path path() {
    return path;
  }

  /** The state in which the file was verified. */
  synchronized String state() {
    return good;
  }

  /**
   * The time of modification that clients are told: the same wherever and whenever these bytes are
   * served, and another one for other bytes under the same name.
   */
  Instant modified() {
    return Instant.ofEpochSecond(BEGIN + Long.parseLong(sha256.hex().substring(0, 7), 16) * 2);
  }

  /**
   * Whether the file has the bytes that were verified. One that was touched since is hashed again:
   * another link to it changes its state, too.
   */
  synchronized boolean isUnchanged() {
    try {
      String now = FileState.read(path);
      return now.equals(good) || (!now.equals(bad) && isStillGood(now));
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isStillGood(String now) throws IOException {
    boolean same = Hashes.sha256Of(path).equals(sha256) && FileState.read(path).equals(now);
    if (same) {
      good = now;
    } else {
      bad = now;
    }
    return same;
  }

  /**
   * Its bytes, which must be few.
   *
   * @throws IntegrityException if they are no longer what they were
   */
  byte[] bytes() {
    try {
      byte[] bytes = SmallFile.read(path, CanonicalJson.LARGEST);
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
