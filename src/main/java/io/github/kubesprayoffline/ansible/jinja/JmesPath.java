package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.PythonLiteral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The query language of {@code json_query}: fields, indices, projections, filters, pipes, logic,
 * literals and the functions that playbooks use.
 */
final class JmesPath {

  private static final int MAX_DEPTH = 100;

  private final String source;
  private int at;
  private int depth;

  /** A part of a query, applied to a value. */
  @FunctionalInterface
  private interface Query extends UnaryOperator<@Nullable Object> {}

  private JmesPath(String source) {
    this.source = source;
  }

  /**
   * What a query gives.
   *
   * @throws EvaluationException if it cannot be read, or uses what is not known here
   */
  static @Nullable Object search(String query, @Nullable Object value) {
    Budget.current().chars(query.length());
    JmesPath reader = new JmesPath(query);
    Query all = reader.pipe();
    reader.skipSpace();
    if (reader.at < query.length()) {
      throw reader.failure("unexpected '%s'".formatted(query.charAt(reader.at)));
    }
    return all.apply(value);
  }

  private EvaluationException failure(String why) {
    return new EvaluationException("the query '%s' at %d: %s".formatted(source, at + 1, why));
  }

  private void skipSpace() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
  }

  private boolean takes(String sign) {
    skipSpace();
    if (source.startsWith(sign, at)) {
      at += sign.length();
      return true;
    }
    return false;
  }

  private void need(String sign) {
    if (!takes(sign)) {
      throw failure("'%s' is missing".formatted(sign));
    }
  }

  private boolean isAt(String sign) {
    skipSpace();
    return source.startsWith(sign, at);
  }

  private Query pipe() {
    if (++depth > MAX_DEPTH) {
      throw failure("it nests too deep");
    }
    Query left = or();
    while (isAt("|") && !isAt("||")) {
      need("|");
      Query first = left;
      Query second = or();
      left = value -> second.apply(first.apply(value));
    }
    depth--;
    return left;
  }

  private Query or() {
    Query left = and();
    while (takes("||")) {
      Query first = left;
      Query second = and();
      left =
          value -> {
            Object result = first.apply(value);
            return isTrue(result) ? result : second.apply(value);
          };
    }
    return left;
  }

  private Query and() {
    Query left = not();
    while (takes("&&")) {
      Query first = left;
      Query second = not();
      left =
          value -> {
            Object result = first.apply(value);
            return isTrue(result) ? second.apply(value) : result;
          };
    }
    return left;
  }

  private Query not() {
    if (isAt("!") && !isAt("!=")) {
      need("!");
      Query inner = not();
      return value -> !isTrue(inner.apply(value));
    }
    return comparison();
  }

  private Query comparison() {
    Query left = path();
    for (String sign : List.of("==", "!=", "<=", ">=", "<", ">")) {
      if (takes(sign)) {
        Query right = path();
        return value -> compare(sign, left.apply(value), right.apply(value));
      }
    }
    return left;
  }

  private static @Nullable Object compare(
      String sign, @Nullable Object left, @Nullable Object right) {
    if (sign.equals("==") || sign.equals("!=")) {
      boolean isBoolean = left instanceof Boolean == right instanceof Boolean;
      return (isBoolean && Python.equal(left, right)) == sign.equals("==");
    }
    if (!Python.isNumber(left) || !Python.isNumber(right)) {
      return null;
    }
    return Operators.holds(sign, left, right);
  }

  /** False, nothing, and what is empty; a number is always true. */
  private static boolean isTrue(@Nullable Object value) {
    return (Python.isNumber(value) && !(value instanceof Boolean)) || Python.truth(value);
  }

  private Query path() {
    Query start = isAt("[") ? value -> value : first();
    return rest(start, false);
  }

  private Query first() {
    skipSpace();
    if (at >= source.length()) {
      throw failure("it ends too early");
    }
    char c = source.charAt(at);
    if (c == '@') {
      at++;
      return value -> value;
    }
    if (c == '`') {
      Object literal = literal();
      return value -> literal;
    }
    if (c == '\'') {
      String text = quoted('\'');
      return value -> text;
    }
    if (c == '(') {
      at++;
      Query inner = pipe();
      need(")");
      return inner;
    }
    if (c == '*') {
      return this.star();
    }
    if (c == '{') {
      return object();
    }
    String name = c == '"' ? quoted('"') : identifier();
    return c != '"' && takes("(") ? function(name) : value -> field(value, name);
  }

  private String identifier() {
    int from = at;
    while (at < source.length()
        && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_')) {
      at++;
    }
    if (from == at) {
      throw failure("a name is missing");
    }
    return source.substring(from, at);
  }

  private String quoted(char mark) {
    StringBuilder text = new StringBuilder();
    at++;
    while (at < source.length() && source.charAt(at) != mark) {
      if (source.charAt(at) == '\\' && at + 1 < source.length()) {
        at++;
      }
      text.append(source.charAt(at++));
    }
    need(String.valueOf(mark));
    return text.toString();
  }

  private @Nullable Object literal() {
    int end = source.indexOf('`', at + 1);
    if (end < 0) {
      throw failure("a literal does not end");
    }
    String text = source.substring(at + 1, end).strip();
    at = end + 1;
    var read = PythonLiteral.parse(text.equals("null") ? "None" : text);
    return read.isPresent() ? read.get().value() : text;
  }

  private static @Nullable Object field(@Nullable Object value, String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name) ? map.get(name) : null;
  }

  private Query star() {
    at++;
    Query rest = projected();
    return value ->
        value instanceof Map<?, ?> map ? project(List.copyOf(map.values()), rest) : null;
  }

  /** What is done to each value of a projection: all that follows until it is flattened. */
  private Query projected() {
    return rest(value -> value, true);
  }

  private Query rest(Query start, boolean isProjected) {
    if (isAt(".")) {
      need(".");
      return rest(dotted(start), isProjected);
    }
    if (!isAt("[") || (isProjected && isAt("[]"))) {
      return start;
    }
    need("[");
    if (takes("?")) {
      Query condition = pipe();
      need("]");
      Query inner = projected();
      return rest(value -> filtered(start.apply(value), condition, inner), isProjected);
    }
    if (takes("*")) {
      need("]");
      Query inner = projected();
      return rest(value -> projected(start.apply(value), inner), isProjected);
    }
    if (takes("]")) {
      Query inner = projected();
      return rest(value -> projected(flattened(start.apply(value)), inner), isProjected);
    }
    int index = index();
    need("]");
    return rest(value -> item(start.apply(value), index), isProjected);
  }

  private Query dotted(Query start) {
    skipSpace();
    if (isAt("*")) {
      Query inner = star();
      return value -> inner.apply(start.apply(value));
    }
    Query next = first();
    return value -> {
      Object target = start.apply(value);
      return target == null ? null : next.apply(target);
    };
  }

  private int index() {
    skipSpace();
    int from = at;
    if (at < source.length() && source.charAt(at) == '-') {
      at++;
    }
    String digits = identifier();
    if (!digits.matches("[0-9]{1,6}")) {
      throw failure("lists of queries are not known here");
    }
    return Integer.parseInt(source.substring(from, at));
  }

  private static @Nullable Object item(@Nullable Object value, int index) {
    if (!(value instanceof List<?> list)) {
      return null;
    }
    int position = index < 0 ? index + list.size() : index;
    return position >= 0 && position < list.size() ? list.get(position) : null;
  }

  private static @Nullable Object filtered(@Nullable Object value, Query condition, Query inner) {
    if (!(value instanceof List<?> list)) {
      return null;
    }
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object each : list) {
      Budget.current().step();
      if (isTrue(condition.apply(each))) {
        kept.add(each);
      }
    }
    return project(kept, inner);
  }

  private static @Nullable Object projected(@Nullable Object value, Query inner) {
    return value instanceof List<?> list ? project(list, inner) : null;
  }

  /** What gives nothing is left out. */
  private static List<@Nullable Object> project(List<?> list, Query inner) {
    Budget.current().makeItems(list.size());
    List<@Nullable Object> all = new ArrayList<>();
    for (Object each : list) {
      Object result = inner.apply(each);
      if (result != null) {
        all.add(result);
      }
    }
    return all;
  }

  private static @Nullable Object flattened(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return null;
    }
    List<@Nullable Object> all = new ArrayList<>();
    for (Object each : list) {
      if (each instanceof List<?> inner) {
        Budget.current().makeItems(inner.size());
        all.addAll(inner);
      } else {
        all.add(each);
      }
    }
    return all;
  }

  private Query object() {
    need("{");
    Map<String, Query> entries = new LinkedHashMap<>();
    do {
      skipSpace();
      String name = isAt("\"") ? quoted('"') : identifier();
      need(":");
      entries.put(name, pipe());
    } while (takes(","));
    need("}");
    return value -> {
      Map<@Nullable Object, @Nullable Object> all = new LinkedHashMap<>();
      entries.forEach((name, query) -> all.put(name, query.apply(value)));
      return value == null ? null : all;
    };
  }

  private Query function(String name) {
    List<Query> arguments = new ArrayList<>();
    if (!takes(")")) {
      do {
        arguments.add(pipe());
      } while (takes(","));
      need(")");
    }
    return value -> {
      List<@Nullable Object> given = new ArrayList<>();
      arguments.forEach(argument -> given.add(argument.apply(value)));
      return call(name, given);
    };
  }

  private @Nullable Object call(String name, List<@Nullable Object> given) {
    Object first = given.isEmpty() ? null : given.get(0);
    return switch (name) {
      case "not_null" -> given.stream().filter(each -> each != null).findFirst().orElse(null);
      case "contains" -> contains(first, given.size() > 1 ? given.get(1) : null);
      case "length" -> (long) Python.length(first);
      case "keys" -> first instanceof Map<?, ?> map ? new ArrayList<>(map.keySet()) : null;
      case "values" -> first instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : null;
      case "starts_with" -> Python.str(first).startsWith(Python.str(given.get(1)));
      case "ends_with" -> Python.str(first).endsWith(Python.str(given.get(1)));
      case "to_string" -> Python.str(first);
      default -> throw failure("the function %s is not known here".formatted(name));
    };
  }

  private static boolean contains(@Nullable Object container, @Nullable Object item) {
    return (Python.isText(container) || container instanceof List)
        && (!Python.isText(container) || Python.isText(item))
        && Python.contains(container, item);
  }
}
