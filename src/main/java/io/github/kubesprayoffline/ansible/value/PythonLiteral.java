package io.github.kubesprayoffline.ansible.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Python literal, or JSON, the way Ansible does with rendered text that looks like a list,
 * a map or a truth value.
 */
public final class PythonLiteral {

  private static final int MAX_DEPTH = 90;

  /** What was read; a record, since the value itself may be {@code None}. */
  public record Result(@Nullable Object value) {}

  private static final class NotALiteral extends RuntimeException {
    NotALiteral() {
      super(null, null, false, false);
    }
  }

  private final String text;
  private final boolean jsonWords;
  private final Budget budget = Budget.current();
  private int at;
  private int depth;

  private PythonLiteral(String text, boolean jsonWords) {
    this.text = text;
    this.jsonWords = jsonWords;
  }

  /** The Python literal, or JSON, that the whole text is; empty if it is neither. */
  public static Optional<Result> parse(String text) {
    return parse(text, true);
  }

  /** The Python literal that the whole text is; {@code true} and {@code null} are none. */
  public static Optional<Result> parseStrictly(String text) {
    return parse(text, false);
  }

  private static Optional<Result> parse(String text, boolean jsonWords) {
    Budget.current().chars(4L * text.length());
    PythonLiteral reader = new PythonLiteral(text, jsonWords);
    try {
      Object value = reader.tupleOrValue();
      reader.skipSpace();
      return reader.at == text.length() ? Optional.of(new Result(value)) : Optional.empty();
    } catch (NotALiteral | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** What the escapes in the body of a quoted text stand for. */
  public static String unescape(String body) {
    return PythonString.unescape(body);
  }

  private @Nullable Object tupleOrValue() {
    Object first = value();
    if (!peek(',')) {
      return first;
    }
    List<@Nullable Object> items = new ArrayList<>();
    items.add(first);
    while (take(',')) {
      skipSpace();
      if (at < text.length()) {
        items.add(value());
      }
    }
    return Tuple.copyOf(items);
  }

  private @Nullable Object value() {
    skipSpace();
    if (at >= text.length() || ++depth > MAX_DEPTH) {
      throw new NotALiteral();
    }
    budget.makeItems(2);
    char c = text.charAt(at);
    Object result =
        switch (c) {
          case '[' -> list();
          case '(' -> tuple();
          case '{' -> mapOrSet();
          case '\'', '"' -> strings();
          case '-', '+' -> signed();
          default -> Character.isDigit(c) || c == '.' ? number() : word();
        };
    depth--;
    return result;
  }

  private List<@Nullable Object> list() {
    at++;
    return items(']');
  }

  private List<@Nullable Object> items(char end) {
    List<@Nullable Object> items = new ArrayList<>();
    while (!take(end)) {
      items.add(value());
      if (!take(',')) {
        expect(end);
        break;
      }
    }
    return items;
  }

  private @Nullable Object tuple() {
    at++;
    if (take(')')) {
      return Tuple.of();
    }
    Object first = value();
    if (take(')')) {
      return first;
    }
    expect(',');
    List<@Nullable Object> items = new ArrayList<>();
    items.add(first);
    items.addAll(items(')'));
    return Tuple.copyOf(items);
  }

  private Object mapOrSet() {
    at++;
    if (take('}')) {
      return new LinkedHashMap<>();
    }
    Object first = hashable(value());
    if (take(':')) {
      return map(first);
    }
    Set<@Nullable Object> items = new LinkedHashSet<>();
    items.add(first);
    if (take(',')) {
      items('}').forEach(item -> items.add(hashable(item)));
    } else {
      expect('}');
    }
    return items;
  }

  private Map<@Nullable Object, @Nullable Object> map(@Nullable Object firstKey) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    map.put(firstKey, value());
    while (take(',')) {
      if (peek('}')) {
        break;
      }
      Object key = hashable(value());
      expect(':');
      map.put(key, value());
    }
    expect('}');
    return map;
  }

  private static @Nullable Object hashable(@Nullable Object value) {
    if (!Python.isHashable(value)) {
      throw new NotALiteral();
    }
    return value;
  }

  private Object signed() {
    boolean negative = text.charAt(at++) == '-';
    Object number = value();
    if (!Python.isNumber(number) || number instanceof Boolean) {
      throw new NotALiteral();
    }
    return negative ? Numbers.calculate("-", 0L, number) : number;
  }

  private Object number() {
    int start = at;
    while (at < text.length() && isNumberPart(start)) {
      at++;
    }
    return NumberText.parsePython(text.substring(start, at)).orElseThrow(NotALiteral::new);
  }

  private boolean isNumberPart(int start) {
    char c = text.charAt(at);
    boolean exponentSign =
        (c == '+' || c == '-')
            && at > start
            && Character.toLowerCase(text.charAt(at - 1)) == 'e'
            && !text.startsWith("0x", start);
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || exponentSign;
  }

  private @Nullable Object word() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      return prefixed(word);
    }
    return switch (word) {
      case "True" -> true;
      case "False" -> false;
      case "None" -> null;
      case "true", "false", "null" -> json(word);
      case "set" -> {
        expect('(');
        expect(')');
        yield new LinkedHashSet<>();
      }
      default -> throw new NotALiteral();
    };
  }

  private @Nullable Object json(String word) {
    if (!jsonWords) {
      throw new NotALiteral();
    }
    return word.equals("null") ? null : (Object) word.equals("true");
  }

  private String prefixed(String prefix) {
    return switch (prefix) {
      case "u", "U" -> strings();
      case "r", "R" ->
          PythonString.read(text, at, true).map(this::advance).orElseThrow(NotALiteral::new);
      default -> throw new NotALiteral();
    };
  }

  /** Adjacent literals are one text. */
  private String strings() {
    StringBuilder out = new StringBuilder();
    do {
      out.append(
          PythonString.read(text, at, false).map(this::advance).orElseThrow(NotALiteral::new));
      skipSpace();
    } while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"'));
    return out.toString();
  }

  private String advance(PythonString string) {
    at = string.end();
    return string.value();
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private boolean peek(char c) {
    skipSpace();
    return at < text.length() && text.charAt(at) == c;
  }

  private boolean take(char c) {
    boolean found = peek(c);
    if (found) {
      at++;
    }
    return found;
  }

  private void expect(char c) {
    if (!take(c)) {
      throw new NotALiteral();
    }
  }
}
