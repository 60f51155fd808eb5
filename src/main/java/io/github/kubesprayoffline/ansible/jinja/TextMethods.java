package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The methods of Python's texts. */
final class TextMethods {

  static final Map<String, Methods.Method<String>> ALL =
      Map.ofEntries(
          Map.entry("upper", (text, arguments) -> text.toUpperCase(Locale.ROOT)),
          Map.entry("lower", (text, arguments) -> text.toLowerCase(Locale.ROOT)),
          Map.entry("capitalize", (text, arguments) -> capitalize(text)),
          Map.entry("title", (text, arguments) -> title(text)),
          Map.entry("swapcase", (text, arguments) -> swapCase(text)),
          Map.entry("strip", (text, arguments) -> strip(text, arguments, true, true)),
          Map.entry("lstrip", (text, arguments) -> strip(text, arguments, true, false)),
          Map.entry("rstrip", (text, arguments) -> strip(text, arguments, false, true)),
          Map.entry("split", TextMethods::split),
          Map.entry("rsplit", TextMethods::splitFromRight),
          Map.entry(
              "splitlines", (text, arguments) -> new ArrayList<Object>(text.lines().toList())),
          Map.entry("partition", TextMethods::partition),
          Map.entry("rpartition", TextMethods::partitionFromRight),
          Map.entry("join", TextMethods::join),
          Map.entry("replace", TextMethods::replace),
          Map.entry("startswith", (text, arguments) -> begins(text, arguments, true)),
          Map.entry("endswith", (text, arguments) -> begins(text, arguments, false)),
          Map.entry("removeprefix", TextMethods::removePrefix),
          Map.entry("removesuffix", TextMethods::removeSuffix),
          Map.entry("find", (text, arguments) -> (long) text.indexOf(only(arguments))),
          Map.entry("rfind", (text, arguments) -> (long) text.lastIndexOf(only(arguments))),
          Map.entry("index", TextMethods::index),
          Map.entry("count", (text, arguments) -> count(text, only(arguments))),
          Map.entry("zfill", TextMethods::zeroFill),
          Map.entry("ljust", (text, arguments) -> pad(text, arguments, false)),
          Map.entry("rjust", (text, arguments) -> pad(text, arguments, true)),
          Map.entry("center", TextMethods::center),
          Map.entry("format", BraceFormat::format),
          Map.entry("isdigit", (text, arguments) -> all(text, Character::isDigit)),
          Map.entry("isnumeric", (text, arguments) -> all(text, Character::isDigit)),
          Map.entry("isdecimal", (text, arguments) -> all(text, Character::isDigit)),
          Map.entry("isalpha", (text, arguments) -> all(text, Character::isLetter)),
          Map.entry("isalnum", (text, arguments) -> all(text, Character::isLetterOrDigit)),
          Map.entry("isspace", (text, arguments) -> all(text, Character::isWhitespace)),
          Map.entry("isupper", (text, arguments) -> isCase(text, Character::isLowerCase)),
          Map.entry("islower", (text, arguments) -> isCase(text, Character::isUpperCase)));

  private TextMethods() {}

  static String only(Arguments arguments) {
    return text(arguments.bind("value").need("value"));
  }

  private static String text(@Nullable Object value) {
    if (!Python.isText(value)) {
      throw new EvaluationException("must be str, not " + Python.typeName(value));
    }
    return value.toString();
  }

  static String capitalize(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT)
            + text.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
      inWord = Character.isLetter(c);
    }
    return out.toString();
  }

  private static String swapCase(String text) {
    return text.codePoints()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String strip(String text, Arguments arguments, boolean left, boolean right) {
    Object chars = arguments.bind("chars").get("chars", null);
    IntPredicate strips =
        chars == null ? Character::isWhitespace : c -> chars.toString().indexOf(c) >= 0;
    int start = 0;
    int end = text.length();
    while (left && start < end && strips.test(text.charAt(start))) {
      start++;
    }
    while (right && end > start && strips.test(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  static Object split(String text, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("sep", "maxsplit");
    Object separator = bound.get("sep", null);
    int most = bound.number("maxsplit", -1);
    return separator == null ? words(text, most) : pieces(text, text(separator), most);
  }

  private static List<@Nullable Object> words(String text, int most) {
    String rest = text.stripLeading();
    List<@Nullable Object> words = new ArrayList<>();
    while (!rest.isEmpty() && (most < 0 || words.size() < most)) {
      int end = 0;
      while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
        end++;
      }
      words.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    if (!rest.isEmpty()) {
      words.add(rest);
    }
    return words;
  }

  private static List<@Nullable Object> pieces(String text, String separator, int most) {
    if (separator.isEmpty()) {
      throw new EvaluationException("empty separator");
    }
    List<@Nullable Object> pieces = new ArrayList<>();
    int from = 0;
    int at = text.indexOf(separator);
    while (at >= 0 && (most < 0 || pieces.size() < most)) {
      pieces.add(text.substring(from, at));
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    pieces.add(text.substring(from));
    return pieces;
  }

  private static Object splitFromRight(String text, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("sep", "maxsplit");
    Object separator = bound.get("sep", null);
    String reversed = new StringBuilder(text).reverse().toString();
    int most = bound.number("maxsplit", -1);
    List<@Nullable Object> pieces =
        separator == null
            ? words(reversed, most)
            : pieces(reversed, new StringBuilder(text(separator)).reverse().toString(), most);
    Collections.reverse(pieces);
    pieces.replaceAll(piece -> new StringBuilder(String.valueOf(piece)).reverse().toString());
    return pieces;
  }

  private static Object partition(String text, Arguments arguments) {
    String separator = only(arguments);
    int at = text.indexOf(separator);
    return at < 0
        ? Tuple.of(text, "", "")
        : Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static Object partitionFromRight(String text, Arguments arguments) {
    String separator = only(arguments);
    int at = text.lastIndexOf(separator);
    return at < 0
        ? Tuple.of("", "", text)
        : Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static Object join(String text, Arguments arguments) {
    return Python.iterate(arguments.bind("items").need("items")).stream()
        .map(TextMethods::text)
        .collect(Collectors.joining(text));
  }

  static Object replace(String text, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("old", "new", "count");
    String old = text(bound.need("old"));
    String replacement = text(bound.need("new"));
    int most = bound.number("count", -1);
    Budget.current().makeText((long) text.length() * Math.max(1, replacement.length()));
    return most < 0
        ? text.replace(old, replacement)
        : pieces(text, old, most).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(replacement));
  }

  private static boolean begins(String text, Arguments arguments, boolean atStart) {
    Object wanted = arguments.bind("prefix").need("prefix");
    List<@Nullable Object> all =
        wanted instanceof Tuple tuple ? tuple : Collections.singletonList(wanted);
    return all.stream()
        .map(TextMethods::text)
        .anyMatch(each -> atStart ? text.startsWith(each) : text.endsWith(each));
  }

  private static Object removePrefix(String text, Arguments arguments) {
    String prefix = only(arguments);
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static Object removeSuffix(String text, Arguments arguments) {
    String suffix = only(arguments);
    return !suffix.isEmpty() && text.endsWith(suffix)
        ? text.substring(0, text.length() - suffix.length())
        : text;
  }

  private static Object index(String text, Arguments arguments) {
    int at = text.indexOf(only(arguments));
    if (at < 0) {
      throw new EvaluationException("substring not found");
    }
    return (long) at;
  }

  private static long count(String text, String part) {
    return part.isEmpty() ? text.length() + 1L : pieces(text, part, -1).size() - 1L;
  }

  private static Object zeroFill(String text, Arguments arguments) {
    int width = width(arguments.bind("width").need("width"));
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String sign = signed ? text.substring(0, 1) : "";
    return sign + "0".repeat(Math.max(0, width - text.length())) + text.substring(sign.length());
  }

  private static Object pad(String text, Arguments arguments, boolean toTheRight) {
    Arguments.Bound bound = arguments.bind("width", "fillchar");
    int missing = width(bound.need("width")) - text.length();
    String fill = bound.text("fillchar", " ").repeat(Math.max(0, missing));
    return toTheRight ? fill + text : text + fill;
  }

  private static Object center(String text, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("width", "fillchar");
    int width = width(bound.need("width"));
    int missing = Math.max(0, width - text.length());
    int left = missing / 2 + (missing & width & 1);
    String fill = bound.text("fillchar", " ");
    return fill.repeat(left) + text + fill.repeat(missing - left);
  }

  private static int width(@Nullable Object value) {
    int width = Numbers.small(value);
    Budget.current().makeText(width);
    return width;
  }

  private static boolean all(String text, IntPredicate kind) {
    return !text.isEmpty() && text.codePoints().allMatch(kind);
  }

  private static boolean isCase(String text, IntPredicate otherCase) {
    return text.codePoints().anyMatch(Character::isLetter)
        && text.codePoints().noneMatch(otherCase);
  }
}
