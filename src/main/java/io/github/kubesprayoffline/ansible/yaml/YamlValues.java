package io.github.kubesprayoffline.ansible.yaml;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.PythonLiteral;
import io.github.kubesprayoffline.ansible.value.Text;
import io.github.kubesprayoffline.ansible.value.Tuple;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads a YAML document into Python's values. SnakeYAML's parser does the reading; what its events
 * mean is PyYAML's, with Ansible's {@code !vault} and {@code !unsafe}. An alias is the same object
 * as its anchor, so that a document cannot grow while it is read.
 */
public final class YamlValues {

  private static final int MAX_CHARACTERS = 32 << 20;
  private static final int MAX_DEPTH = 200;
  private static final long MAX_VALUES = 2_000_000;

  /** What a map, an entry of one and a text take, as rules of thumb. */
  private static final int MAP_BYTES = 200;

  private static final int ENTRY_BYTES = 100;
  private static final int TEXT_BYTES = 40;
  private static final String PREFIX = "tag:yaml.org,2002:";

  private final Iterator<Event> events;
  private final String file;
  private final Map<String, @Nullable Object> anchors = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private long size;
  private int depth;

  private YamlValues(Iterator<Event> events, String file) {
    this.events = events;
    this.file = file;
  }

  /**
   * Reads a file of at most one document.
   *
   * @param name the file's name in messages
   * @return null for an empty one
   * @throws InvalidInputException if it cannot be read, or is not YAML: with file and line
   */
  public static @Nullable Object read(Path path, String name) {
    return parse(Utf8.read(path, name), name);
  }

  /**
   * Reads text of at most one document.
   *
   * @param name what to call the text in messages
   * @throws InvalidInputException if it is not YAML: with the name and line
   */
  public static @Nullable Object parse(String text, String name) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    if (text.length() > MAX_CHARACTERS) {
      throw new InvalidInputException(
          "%s is longer than %d characters".formatted(name, MAX_CHARACTERS));
    }
    StreamReader reader = new StreamReader(text);
    try {
      Budget.current().chars(text.length());
      ParserImpl parser = new ParserImpl(reader, options);
      return new YamlValues(new EventIterator(parser), name).document();
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
      String where = mark == null ? name : name + ":" + (mark.getLine() + 1);
      throw new InvalidInputException("%s: %s".formatted(where, e.getProblem()), e);
    } catch (ReaderException e) {
      String where = "%s:%d".formatted(name, lineAt(text, e.getPosition()));
      throw new InvalidInputException(
          "%s: the character U+%04X may not stand in YAML".formatted(where, e.getCodePoint()), e);
    } catch (NumberFormatException e) { // SnakeYAML's, of an escape that breaks off.
      throw new InvalidInputException(
          "%s:%d: an escape is not complete".formatted(name, reader.getLine() + 1), e);
    } catch (YAMLException | EvaluationException e) {
      throw new InvalidInputException("%s: %s".formatted(name, e.getMessage()), e);
    } catch (StackOverflowError e) {
      throw new InvalidInputException("%s: its values nest too deep".formatted(name), e);
    }
  }

  private static long lineAt(String text, int position) {
    return 1 + text.codePoints().limit(position).filter(c -> c == '\n').count();
  }

  private record EventIterator(ParserImpl parser) implements Iterator<Event> {
    @Override
    public boolean hasNext() {
      return parser.peekEvent() != null;
    }

    @Override
    public Event next() {
      return parser.getEvent();
    }
  }

  /** Reads JSON, which is YAML but for its escapes of a slash. */
  public static @Nullable Object parseJson(String text) {
    return PythonLiteral.parse(text)
        .map(PythonLiteral.Result::value)
        .orElseThrow(() -> new EvaluationException("the text is not JSON"));
  }

  private @Nullable Object document() {
    events.next();
    Event first = events.next();
    if (first.is(Event.ID.StreamEnd)) {
      return null;
    }
    Object value = value(events.next());
    events.next();
    Event next = events.next();
    if (!next.is(Event.ID.StreamEnd)) {
      throw refuse(next, "a second document begins, where one is expected");
    }
    return value;
  }

  private @Nullable Object value(Event event) {
    if (event instanceof AliasEvent alias) {
      if (!anchors.containsKey(alias.getAnchor())) {
        throw refuse(event, "found undefined alias '%s'".formatted(alias.getAnchor()));
      }
      Long aliased = sizes.get(alias.getAnchor());
      if (aliased == null) {
        throw refuse(event, "the anchor '%s' contains itself".formatted(alias.getAnchor()));
      }
      grow(event, aliased);
      return anchors.get(alias.getAnchor());
    }
    long before = size;
    grow(event, 1);
    if (++depth > MAX_DEPTH) {
      throw refuse(event, "values nest more than %d deep".formatted(MAX_DEPTH));
    }
    Object value =
        event instanceof ScalarEvent scalar
            ? anchored(scalar, scalar(scalar))
            : event instanceof SequenceStartEvent list
                ? list(list)
                : map((MappingStartEvent) event);
    depth--;
    if (((NodeEvent) event).getAnchor() != null) {
      sizes.put(((NodeEvent) event).getAnchor(), size - before);
    }
    return value;
  }

  private void grow(Event event, long values) {
    size += values;
    if (size > MAX_VALUES) {
      throw refuse(
          event, "with its aliases written out it has more than %d values".formatted(MAX_VALUES));
    }
    charge(event, values, 0);
  }

  /** All files of a request are charged to the same budget. */
  private void charge(Event event, long work, long bytes) {
    try {
      Budget.current().items(work);
      Budget.current().hold(bytes);
    } catch (EvaluationException e) {
      throw refuse(event, "too much is read from here on: " + e.getMessage());
    }
  }

  private @Nullable Object anchored(NodeEvent event, @Nullable Object value) {
    if (event.getAnchor() != null) {
      anchors.put(event.getAnchor(), value);
    }
    return value;
  }

  private @Nullable Object scalar(ScalarEvent event) {
    String text = event.getValue();
    String tag = event.getTag();
    charge(event, 1, TEXT_BYTES + text.length());
    boolean isText = !event.isPlain() && tag == null;
    if (!isText && PlainScalar.isTooLong(text)) {
      throw refuse(
          event,
          "a number of %d characters is too long: put text in quotes".formatted(text.length()));
    }
    try {
      return scalar(event, text, tag);
    } catch (NumberFormatException e) {
      throw refuse(event, "'%s' is no number".formatted(Printable.shortened(text)));
    }
  }

  private @Nullable Object scalar(ScalarEvent event, String text, @Nullable String tag) {
    if (tag == null || tag.equals("!")) {
      return event.isPlain() && tag == null ? PlainScalar.value(text) : text;
    }
    Object value =
        switch (tag.startsWith(PREFIX) ? tag.substring(PREFIX.length()) : tag) {
          case "str" -> text;
          case "null" -> null;
          case "int" -> PlainScalar.integer(text);
          case "float" -> floating(text);
          case "bool" -> PlainScalar.value(text) instanceof Boolean bool ? bool : null;
          case "timestamp" -> PlainScalar.value(text);
          case "!unsafe" -> new Text.Unsafe(text);
          case "!vault", "!vault-encrypted" -> new Text.Vaulted(text, file + ":" + line(event));
          default -> throw refuse(event, "the tag '%s' is unknown, or refused".formatted(tag));
        };
    if (value == null && !tag.equals(PREFIX + "null")) {
      throw refuse(
          event, "'%s' does not fit its tag '%s'".formatted(Printable.shortened(text), tag));
    }
    return value;
  }

  private static @Nullable Object floating(String text) {
    Object value = PlainScalar.floating(text);
    return value == null && PlainScalar.integer(text) instanceof Long whole
        ? (Object) whole.doubleValue()
        : value;
  }

  private List<@Nullable Object> list(SequenceStartEvent start) {
    checkTag(start, start.getTag(), "seq");
    List<@Nullable Object> list = new ArrayList<>();
    anchored(start, list);
    boolean unsafe = "!unsafe".equals(start.getTag());
    for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
      Object value = value(event);
      charge(event, 0, Long.BYTES);
      list.add(unsafe ? unsafe(value) : value);
    }
    return list;
  }

  private void checkTag(Event event, @Nullable String tag, String usual) {
    if (tag != null && !tag.equals("!") && !tag.equals("!unsafe") && !tag.equals(PREFIX + usual)) {
      throw refuse(event, "the tag '%s' is unknown, or refused".formatted(tag));
    }
  }

  private static @Nullable Object unsafe(@Nullable Object value) {
    return value instanceof String text ? new Text.Unsafe(text) : value;
  }

  private MarkedMap map(MappingStartEvent start) {
    checkTag(start, start.getTag(), "map");
    charge(start, 0, MAP_BYTES);
    MarkedMap map = new MarkedMap(file);
    anchored(start, map);
    List<Map<?, ?>> merged = new ArrayList<>();
    boolean unsafe = "!unsafe".equals(start.getTag());
    for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
      Object key = key(event);
      int line = line(event);
      charge(event, 0, ENTRY_BYTES);
      Event next = events.next();
      Object value = value(next);
      if (isMerge(event)) {
        merge(next, value, merged);
      } else {
        map.put(key, unsafe ? unsafe(value) : value, line);
      }
    }
    return merged.isEmpty() ? map : withMerged(map, merged);
  }

  private static boolean isMerge(Event key) {
    return key instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getTag() == null
        && scalar.getValue().equals("<<");
  }

  private @Nullable Object key(Event event) {
    Object key = value(event);
    if (key instanceof Map) {
      throw refuse(event, "found unhashable key");
    }
    return key instanceof List<?> list
        ? Tuple.copyOf(list)
        : key instanceof Text ? key.toString() : key;
  }

  private void merge(Event at, @Nullable Object value, List<Map<?, ?>> merged) {
    for (Object each : value instanceof List<?> list ? list : List.of(value == null ? "" : value)) {
      if (!(each instanceof Map<?, ?> map)) {
        throw refuse(at, "expected a mapping, or a list of mappings, to merge");
      }
      charge(at, map.size(), (long) ENTRY_BYTES * map.size());
      merged.add(map);
    }
  }

  /** Merged keys come first and lose against the map's own; of several maps the first wins. */
  private static MarkedMap withMerged(MarkedMap own, List<Map<?, ?>> merged) {
    Map<@Nullable Object, @Nullable Object> before = new MarkedMap(own.file());
    for (int i = merged.size() - 1; i >= 0; i--) {
      before.putAll(merged.get(i));
    }
    MarkedMap copy = new MarkedMap(own.file());
    copy.putAll(own);
    own.clear();
    before.forEach((key, value) -> own.put(key, value, own.line(key)));
    copy.forEach((key, value) -> own.put(key, value, own.line(key)));
    return own;
  }

  private static int line(Event event) {
    return event.getStartMark().getLine() + 1;
  }

  private InvalidInputException refuse(Event event, String why) {
    return new InvalidInputException("%s:%d: %s".formatted(file, line(event), why));
  }
}
