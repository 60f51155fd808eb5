package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code SHA256SUMS}: a line for every other file, as {@code sha256sum} writes and checks it. */
public final class Sha256Sums {

  /** Its path in a bundle. */
  public static final String FILE = "SHA256SUMS";

  private static final int PATH_AT = 66;

  private Sha256Sums() {}

  static byte[] write(Collection<Entry> entries) {
    SortedMap<String, Checksum> sums = new TreeMap<>();
    entries.forEach(entry -> sums.put(entry.path(), entry.sha256()));
    return write(sums);
  }

  static byte[] write(SortedMap<String, Checksum> sums) {
    StringBuilder lines = new StringBuilder();
    sums.forEach(
        (path, sha256) -> lines.append(sha256.hex()).append("  ").append(path).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The checksum of each path.
   *
   * @throws InvalidInputException with the line that is none
   */
  public static SortedMap<String, Checksum> read(byte[] bytes) {
    SortedMap<String, Checksum> sums = new TreeMap<>();
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      readLine(i + 1, lines.get(i), sums);
    }
    return sums;
  }

  private static void readLine(int number, String line, SortedMap<String, Checksum> sums) {
    if (line.length() <= PATH_AT || !line.startsWith("  ", PATH_AT - 2)) {
      throw invalid(number, line);
    }
    String path = line.substring(PATH_AT);
    Checksum sha256 = Checksum.sha256(line.substring(0, PATH_AT - 2));
    if (!EntryPath.isSafe(path) || sums.put(path, sha256) != null) {
      throw invalid(number, line);
    }
  }

  private static InvalidInputException invalid(int number, String line) {
    return new InvalidInputException(
        "%s, line %d: got '%s', want a checksum, two spaces and a path that no other line has"
            .formatted(FILE, number, EntryPath.printable(line)));
  }
}
