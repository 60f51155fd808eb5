package io.github.kubesprayoffline.lock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ways to show a {@link LockDiff}. */
public enum DiffFormat {
  /** Aligned columns for a terminal. */
  TABLE {
    @Override
    public String write(LockDiff diff) {
      List<List<String>> rows = rows(diff);
      int[] widths =
          IntStream.range(0, HEADER.size())
              .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
              .toArray();
      return rows.stream()
          .map(
              row ->
                  IntStream.range(0, row.size())
                      .mapToObj(i -> padded(row.get(i), widths[i]))
                      .collect(Collectors.joining("  "))
                      .stripTrailing())
          .collect(Collectors.joining("\n", "", "\n\n" + summary(diff) + "\n"));
    }
  },
  /** For a merge request or a release note. */
  MARKDOWN {
    @Override
    public String write(LockDiff diff) {
      return rows(diff).stream()
          .map(DiffFormat::markdownRow)
          .collect(Collectors.joining("\n", "", "\n\n" + summary(diff) + "\n"))
          .replaceFirst("\n", "\n|---|---|---|---|---:|\n");
    }
  },
  /** For a program; the schema is {@code kubespray-offline/diff/1}. */
  JSON {
    @Override
    public String write(LockDiff diff) {
      ObjectNode document = JsonNodeFactory.instance.objectNode();
      document.put("schema", "kubespray-offline/diff/1");
      ArrayNode changes = document.putArray("changes");
      for (Change change : diff.changes()) {
        changes
            .addObject()
            .put("kind", kind(change))
            .put("name", change.name())
            .put("from", change.from())
            .put("to", change.to())
            .put("bytesFrom", change.bytesFrom())
            .put("bytesTo", change.bytesTo());
      }
      document.put("bytesFrom", diff.bytesFrom());
      document.put("bytesTo", diff.bytesTo());
      document.put("bytesNew", diff.bytesNew());
      return escaped(new String(CanonicalJson.write(document), StandardCharsets.UTF_8));
    }
  };

  private static final List<String> HEADER = List.of("kind", "what", "from", "to", "bytes");

  /** The text of a diff, with a last newline. */
  public abstract String write(LockDiff diff);

  /**
   * The format of that name.
   *
   * @throws InvalidInputException if there is none
   */
  public static DiffFormat parse(String text) {
    for (DiffFormat format : values()) {
      if (format.name().equalsIgnoreCase(text)) {
        return format;
      }
    }
    throw new InvalidInputException(
        "'%s' is not a format of a diff: use table, markdown or json".formatted(text));
  }

  private static List<List<String>> rows(LockDiff diff) {
    return Stream.concat(Stream.of(HEADER), diff.changes().stream().map(DiffFormat::row))
        .map(row -> row.stream().map(Printable::of).toList())
        .toList();
  }

  /** Cells that are text to every renderer: no column, code, emphasis, link or element. */
  private static String markdownRow(List<String> row) {
    return row.stream()
        .map(cell -> cell.replaceAll("[\\\\`*_\\[\\]|~!]", "\\\\$0"))
        .map(cell -> cell.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** The same values, also where a terminal shows them: such characters stand in texts only. */
  private static String escaped(String json) {
    StringBuilder out = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      String c = json.substring(i, i + 1);
      out.append(
          c.equals("\n") || Printable.isPlain(c) ? c : "\\u%04x".formatted((int) c.charAt(0)));
    }
    return out.toString();
  }

  private static List<String> row(Change change) {
    return List.of(
        kind(change),
        change.name(),
        shortened(change.fromText()),
        shortened(change.toText()),
        "%+d".formatted(change.bytesTo() - change.bytesFrom()));
  }

  private static String summary(LockDiff diff) {
    return "%d changes; %d bytes before, %d after, %d of them new"
        .formatted(diff.changes().size(), diff.bytesFrom(), diff.bytesTo(), diff.bytesNew());
  }

  private static String kind(Change change) {
    return change.kind().name().toLowerCase(Locale.ROOT);
  }

  /** A terminal has no room for 64 digits; twelve tell checksums apart. */
  private static String shortened(String value) {
    return value.replaceAll("(sha256:[0-9a-f]{12})[0-9a-f]{52}", "$1");
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
