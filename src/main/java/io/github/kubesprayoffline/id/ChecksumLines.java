package io.github.kubesprayoffline.id;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of {@code sha256sum}: a checksum, two spaces, a path. */
public final class ChecksumLines {

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)", Pattern.DOTALL);

  private ChecksumLines() {}

  /** The lines of these files, by path. */
  public static byte[] write(SortedMap<String, Checksum> sums) {
    StringBuilder lines = new StringBuilder();
    sums.forEach(
        (path, sha256) -> lines.append(sha256.hex()).append("  ").append(path).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The checksum of each path.
   *
   * @param name what to call the file in an error
   * @throws InvalidInputException with the line that is none
   */
  public static SortedMap<String, Checksum> read(String name, byte[] bytes) {
    TreeMap<String, Checksum> sums = new TreeMap<>();
    int number = 0;
    for (String line : TextLines.of(name, bytes)) {
      readLine(name, ++number, line, sums);
    }
    SafePath.requireNoneIsAFolder(sums.navigableKeySet());
    return sums;
  }

  private static void readLine(
      String name, int number, String line, SortedMap<String, Checksum> sums) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()
        || !SafePath.isSafe(parts.group(2))
        || sums.put(parts.group(2), Checksum.sha256(parts.group(1))) != null) {
      throw new InvalidInputException(
          "%s, line %d: got '%s', want a checksum, two spaces and a path that no other line has"
              .formatted(name, number, Printable.shortened(line)));
    }
  }
}
