package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ChecksumLines;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code SHA256SUMS}: a line for every other file, as {@code sha256sum} writes and checks it. */
public final class Sha256Sums {

  /** Its path in a bundle. */
  public static final String FILE = "SHA256SUMS";

  private Sha256Sums() {}

  static byte[] write(Collection<Entry> entries) {
    SortedMap<String, Checksum> sums = new TreeMap<>();
    entries.forEach(entry -> sums.put(entry.path(), entry.sha256()));
    return write(sums);
  }

  static byte[] write(SortedMap<String, Checksum> sums) {
    return ChecksumLines.write(sums);
  }

  /**
   * The checksum of each path.
   *
   * @throws InvalidInputException with the line that is none
   */
  public static SortedMap<String, Checksum> read(byte[] bytes) {
    return ChecksumLines.read(FILE, bytes);
  }
}
