package io.github.kubesprayoffline.bundle.layout;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ChecksumLines;
import java.util.SortedMap;

/** {@code SHA256SUMS}: a line for every other file, as {@code sha256sum} writes and checks it. */
public final class Sha256Sums {

  private Sha256Sums() {}

  /** The file's bytes. */
  public static byte[] write(SortedMap<String, Checksum> sums) {
    return ChecksumLines.write(sums);
  }

  /**
   * The checksum of each path.
   *
   * @throws InvalidInputException with the line that is none
   */
  public static SortedMap<String, Checksum> read(byte[] bytes) {
    return ChecksumLines.read(BundleLayout.SUMS, bytes);
  }
}
