package io.github.kubesprayoffline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of rooms in {@code architecture.md}, and the sentence below it.
 *
 * @param named the rooms that each room may import, by name; none for one that may import any
 * @param open the rooms that may import any, with those that they may not
 * @param everyones the rooms that each may import
 */
record RoomTable(
    Map<String, Set<String>> named, Map<String, Set<String>> open, Set<String> everyones) {

  static final Path PAGE = Path.of("src/site/markdown/architecture.md");

  private static final List<String> HEAD =
      List.of("| package | its one sentence | may import |", "|---|---|---|");
  private static final String NAMES = "`[a-z]+`(?:, `[a-z]+`)*";
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `([a-z]+)` \\| [^|]+\\. \\| (–|any|any but " + NAMES + "|" + NAMES + ") \\|");
  private static final Pattern NAME = Pattern.compile("`([a-z]+)`");
  private static final Pattern EVERYONES =
      Pattern.compile(
          "^((?:`[a-z]+`,? (?:and )?)+)may be imported by every package\\.(?: |$)",
          Pattern.MULTILINE);

  static RoomTable read() throws IOException {
    return parse(Files.readString(PAGE));
  }

  static RoomTable parse(String page) {
    RoomTable table = new RoomTable(new TreeMap<>(), new TreeMap<>(), everyones(page));
    rows(page.lines().toList()).forEach(table::add);
    table.requireKnown();
    return table;
  }

  private static Set<String> everyones(String page) {
    List<MatchResult> sentences = EVERYONES.matcher(page).results().toList();
    if (sentences.size() != 1) {
      throw new IllegalArgumentException("The page says not once what every package may import");
    }
    return names(sentences.get(0).group(1));
  }

  private static List<String> rows(List<String> lines) {
    int head = lines.indexOf(HEAD.get(0));
    if (head < 0
        || head != lines.lastIndexOf(HEAD.get(0))
        || !HEAD.get(1).equals(lines.get(head + 1))) {
      throw new IllegalArgumentException("The page has not one table that begins with " + HEAD);
    }
    return lines.stream().skip(head + 2).takeWhile(Predicate.not(String::isBlank)).toList();
  }

  private void add(String row) {
    Matcher parts = ROW.matcher(row);
    if (!parts.matches()) {
      throw new IllegalArgumentException("No row of the table of packages: " + row);
    }
    String room = parts.group(1);
    if (rooms().contains(room)) {
      throw new IllegalArgumentException("Two rows for " + room);
    }
    (parts.group(2).startsWith("any") ? open : named).put(room, names(parts.group(2)));
  }

  private void requireKnown() {
    Set<String> unknown = new TreeSet<>(everyones);
    named.values().forEach(unknown::addAll);
    open.values().forEach(unknown::addAll);
    unknown.removeAll(rooms());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("Named, but without a row: " + unknown);
    }
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rooms that have a row. */
  Set<String> rooms() {
    Set<String> rooms = new TreeSet<>(named.keySet());
    rooms.addAll(open.keySet());
    return rooms;
  }

  boolean allows(String room, String other) {
    return everyones.contains(other)
        || named.getOrDefault(room, Set.of()).contains(other)
        || (open.containsKey(room) && !open.get(room).contains(other));
  }
}
