package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.LetterCase;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.TextSearch;
import io.github.kubesprayoffline.ansible.value.Tuple;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of Python's texts. */
final class TextMethods {

  static final Map<String, Methods.Method<String>> ALL =
      Map.ofEntries(
          Map.entry("upper", (text, arguments) -> LetterCase.upper(text)),
          Map.entry("lower", (text, arguments) -> LetterCase.lower(text)),
          Map.entry("capitalize", (text, arguments) -> capitalize(text)),
          Map.entry("title", (text, arguments) -> title(text)),
          Map.entry("swapcase", (text, arguments) -> swapCase(text)),
          Map.entry("strip", (text, arguments) -> strip(text, arguments, true, true)),
          Map.entry("lstrip", (text, arguments) -> strip(text, arguments, true, false)),
          Map.entry("rstrip", (text, arguments) -> strip(text, arguments, false, true)),
          Map.entry("split", TextMethods::split),
          Map.entry("rsplit", TextMethods::splitFromRight),
          Map.entry("splitlines", (text, arguments) -> lines(text)),
          Map.entry("partition", TextMethods::partition),
          Map.entry("rpartition", TextMethods::partitionFromRight),
          Map.entry("join", TextMethods::join),
          Map.entry("replace", TextMethods::replace),
          Map.entry("startswith", (text, arguments) -> begins(text, arguments, true)),
          Map.entry("endswith", (text, arguments) -> begins(text, arguments, false)),
          Map.entry("removeprefix", TextMethods::removePrefix),
          Map.entry("removesuffix", TextMethods::removeSuffix),
          Map.entry(
              "find", (text, arguments) -> (long) TextSearch.indexOf(text, only(arguments), 0)),
          Map.entry(
              "rfind", (text, arguments) -> (long) TextSearch.lastIndexOf(text, only(arguments))),
          Map.entry("index", TextMethods::index),
          Map.entry("count", (text, arguments) -> TextSearch.count(text, only(arguments))),
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
        : LetterCase.upper(text.substring(0, 1)) + LetterCase.lower(text.substring(1));
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
    GrowingText out = new GrowingText();
    text.codePoints()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(out::appendPoint);
    return out.toString();
  }

  private static String strip(String text, Arguments arguments, boolean left, boolean right) {
    Object chars = arguments.bind("chars").get("chars", null);
    BitSet these = new BitSet();
    (chars == null ? "" : text(chars)).chars().forEach(these::set);
    IntPredicate strips = chars == null ? Character::isWhitespace : these::get;
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
    Budget budget = Budget.current();
    List<@Nullable Object> words = new ArrayList<>();
    int at = skip(text, 0, true);
    while (at < text.length() && (most < 0 || words.size() < most)) {
      int end = skip(text, at, false);
      TextSearch.add(words, text.substring(at, end), budget);
      at = skip(text, end, true);
    }
    if (at < text.length()) {
      TextSearch.add(words, text.substring(at), budget);
    }
    return words;
  }

  /** Where the white space ends, or the word, that begins at a position. */
  private static int skip(String text, int from, boolean space) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at)) == space) {
      at++;
    }
    return at;
  }

  private static List<@Nullable Object> pieces(String text, String separator, int most) {
    if (separator.isEmpty()) {
      throw new EvaluationException("empty separator");
    }
    return TextSearch.split(text, separator, most);
  }

  private static List<@Nullable Object> lines(String text) {
    Budget budget = Budget.current();
    List<@Nullable Object> lines = new ArrayList<>();
    text.lines().forEach(line -> TextSearch.add(lines, line, budget));
    return lines;
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
    int at = TextSearch.indexOf(text, separator, 0);
    return at < 0
        ? Tuple.of(text, "", "")
        : Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static Object partitionFromRight(String text, Arguments arguments) {
    String separator = only(arguments);
    int at = TextSearch.lastIndexOf(text, separator);
    return at < 0
        ? Tuple.of("", "", text)
        : Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static Object join(String text, Arguments arguments) {
    return joined(text, Python.iterate(arguments.bind("items").need("items")));
  }

  /** Texts with a separator between. */
  static String joined(String separator, List<@Nullable Object> texts) {
    Budget budget = Budget.current();
    GrowingText out = new GrowingText();
    boolean first = true;
    for (Object each : texts) {
      budget.step();
      if (!first) {
        out.append(separator);
      }
      out.append(text(each));
      first = false;
    }
    return out.toString();
  }

  static Object replace(String text, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("old", "new", "count");
    String old = text(bound.need("old"));
    String replacement = text(bound.need("new"));
    int most = bound.number("count", -1);
    return TextSearch.replace(text, old, replacement, most);
  }

  private static boolean begins(String text, Arguments arguments, boolean atStart) {
    Object wanted = arguments.bind("prefix").need("prefix");
    List<@Nullable Object> all =
        wanted instanceof Tuple tuple ? tuple : Collections.singletonList(wanted);
    return all.stream()
        .map(TextMethods::text)
        .peek(each -> Budget.current().chars(each.length()))
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
    int at = TextSearch.indexOf(text, only(arguments), 0);
    if (at < 0) {
      throw new EvaluationException("substring not found");
    }
    return (long) at;
  }

  private static Object zeroFill(String text, Arguments arguments) {
    int width = Numbers.small(arguments.bind("width").need("width"));
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String sign = signed ? text.substring(0, 1) : "";
    return new GrowingText()
        .append(sign)
        .repeat("0", (long) width - text.length())
        .append(text, sign.length(), text.length())
        .toString();
  }

  private static Object pad(String text, Arguments arguments, boolean toTheRight) {
    Arguments.Bound bound = arguments.bind("width", "fillchar");
    long missing = (long) Numbers.small(bound.need("width")) - text.length();
    String fill = fill(bound);
    return padded(text, fill, toTheRight ? missing : 0, toTheRight ? 0 : missing);
  }

  private static Object center(String text, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("width", "fillchar");
    int width = Numbers.small(bound.need("width"));
    long missing = Math.max(0, (long) width - text.length());
    long left = missing / 2 + (missing & width & 1);
    return padded(text, fill(bound), left, missing - left);
  }

  private static String fill(Arguments.Bound arguments) {
    String fill = text(arguments.get("fillchar", " "));
    if (fill.codePointCount(0, fill.length()) != 1) {
      throw new EvaluationException("The fill character must be exactly one character long");
    }
    return fill;
  }

  /** A text with so many of a filling on either side; none for a negative number. */
  static String padded(String text, String fill, long left, long right) {
    return new GrowingText().repeat(fill, left).append(text).repeat(fill, right).toString();
  }

  private static boolean all(String text, IntPredicate kind) {
    return !text.isEmpty() && text.codePoints().allMatch(kind);
  }

  private static boolean isCase(String text, IntPredicate otherCase) {
    return text.codePoints().anyMatch(Character::isLetter)
        && text.codePoints().noneMatch(otherCase);
  }
}
