package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.id.TextLines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code delta.list}: what an old bundle, or another place in the new one, brings. {@code apply.sh}
 * reads it by the same rules.
 *
 * @param lines in the order in which they are carried out; no two have the same target
 */
public record DeltaList(List<Line> lines) {

  private static final List<String> FOLDERS =
      List.of(
          BundleLayout.FILES, BundleLayout.BLOBS, BundleLayout.REGISTRY, BundleLayout.KUBESPRAY);

  /** Which bundle a file is taken from. */
  enum Where {
    OLD("old"),
    NEW("new");

    private final String word;

    Where(String word) {
      this.word = word;
    }
  }

  /** One file: where it is, and where it belongs. */
  record Line(Where where, String from, String to) {

    Line {
      requireBrought(from);
      requireBrought(to);
    }

    /** Only contents that are fetched are ever taken from somewhere. */
    private static void requireBrought(String path) {
      SafePath.require(path);
      if (FOLDERS.stream().noneMatch(path::startsWith)) {
        throw new InvalidInputException(
            "'%s' is in none of %s".formatted(path, String.join(", ", FOLDERS)));
      }
    }

    @Override
    public String toString() {
      return String.join("\t", where.word, from, to) + "\n";
    }
  }

  public DeltaList {
    lines = List.copyOf(lines);
    Set<String> targets = new HashSet<>();
    for (Line line : lines) {
      if (!targets.add(line.to())) {
        throw new InvalidInputException(
            "%s has %s twice".formatted(BundleLayout.DELTA_LIST, line.to()));
      }
    }
  }

  /**
   * Reads the list.
   *
   * @throws InvalidInputException with the line that is none
   */
  public static DeltaList read(byte[] bytes) {
    List<Line> lines = new ArrayList<>();
    for (String text : TextLines.of(BundleLayout.DELTA_LIST, bytes)) {
      lines.add(line(lines.size() + 1, text));
    }
    return new DeltaList(lines);
  }

  private static Line line(int number, String text) {
    try {
      String[] fields = text.split("\t", -1);
      if (fields.length != 3) {
        throw new InvalidInputException("want three fields, with a tab between them");
      }
      return new Line(where(fields[0]), fields[1], fields[2]);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "%s, line %d: got '%s': %s"
              .formatted(
                  BundleLayout.DELTA_LIST, number, Printable.shortened(text), e.getMessage()),
          e);
    }
  }

  private static Where where(String word) {
    for (Where where : Where.values()) {
      if (where.word.equals(word)) {
        return where;
      }
    }
    throw new InvalidInputException("want old or new as its first field");
  }

  /** As it stands in the bundle. */
  String write() {
    return lines.stream().map(Line::toString).collect(Collectors.joining());
  }

  /** The paths that it brings. */
  public Set<String> targets() {
    return lines.stream().map(Line::to).collect(Collectors.toSet());
  }

  /** What does not fit to the checksums of the whole bundle, a sentence each. */
  public List<String> problems(Map<String, Checksum> sums) {
    List<String> problems = new ArrayList<>();
    Set<String> before = new HashSet<>();
    for (Line line : lines) {
      Checksum want = sums.get(line.to());
      if (want == null) {
        problems.add("brings what is not in %s: %s".formatted(BundleLayout.SUMS, line.to()));
      } else if (isOtherBlob(line, want)
          || (line.where() == Where.NEW && !want.equals(sums.get(line.from())))) {
        problems.add("takes %s from %s, which is another file".formatted(line.to(), line.from()));
      } else if (line.where() == Where.NEW && !before.contains(line.from())) {
        problems.add("takes %s from %s before it is there".formatted(line.to(), line.from()));
      }
      before.add(line.to());
    }
    return problems;
  }

  /** A blob's name tells what the old bundle has under it. */
  private static boolean isOtherBlob(Line line, Checksum want) {
    return line.from().startsWith(BundleLayout.BLOBS)
        && !line.from().equals(BundleLayout.blob(want));
  }
}
