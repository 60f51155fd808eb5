package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.LetterCase;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.TextSearch;
import io.github.kubesprayoffline.ansible.value.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters on texts. */
final class TextFilters {

  static final Map<String, Filters.Filter> ALL =
      Map.ofEntries(
          Map.entry("upper", (value, a, s) -> LetterCase.upper(Python.str(value))),
          Map.entry("lower", (value, a, s) -> LetterCase.lower(Python.str(value))),
          Map.entry("capitalize", (value, a, s) -> TextMethods.capitalize(Python.str(value))),
          Map.entry("title", (value, a, s) -> title(Python.str(value))),
          Map.entry("trim", (value, a, s) -> method("strip", value, a)),
          Map.entry("center", (value, a, s) -> center(value, a)),
          Map.entry("split", (value, a, s) -> split(value, a)),
          Map.entry("replace", (value, a, s) -> replace(value, a)),
          Map.entry("format", (value, a, s) -> format(value, a)),
          Map.entry("indent", (value, a, s) -> indent(Python.str(value), a)),
          Map.entry("truncate", (value, a, s) -> truncate(Python.str(value), a)),
          Map.entry("wordcount", (value, a, s) -> words(Python.str(value))),
          Map.entry("quote", (value, a, s) -> quote(value == null ? "" : Python.str(value))),
          Map.entry("comment", (value, a, s) -> comment(Python.str(value), a)),
          Map.entry("basename", (value, a, s) -> baseName(Python.str(value))),
          Map.entry("dirname", (value, a, s) -> directoryName(Python.str(value))),
          Map.entry("splitext", (value, a, s) -> splitExtension(Python.str(value))),
          Map.entry("path_join", (value, a, s) -> joinPath(value)),
          Map.entry("regex_replace", (value, a, s) -> regexReplace(value, a)),
          Map.entry("regex_search", (value, a, s) -> regexSearch(value, a)),
          Map.entry("regex_findall", (value, a, s) -> regexFindAll(value, a)),
          Map.entry("regex_escape", (value, a, s) -> regexEscape(Python.str(value))));

  private static final Pattern WORD = Pattern.compile("[-\\s({\\[<]+|[^-\\s({\\[<]+");

  private TextFilters() {}

  private static @Nullable Object method(String name, @Nullable Object value, Arguments arguments) {
    return TextMethods.ALL.get(name).call(Python.str(value), arguments);
  }

  private static String title(String text) {
    GrowingText out = new GrowingText();
    Matcher word = WORD.matcher(new CountedText(text));
    while (word.find()) {
      out.append(TextMethods.capitalize(word.group()));
    }
    return out.toString();
  }

  private static @Nullable Object center(@Nullable Object value, Arguments arguments) {
    return method(
        "center", value, Arguments.of((long) arguments.bind("width").number("width", 80)));
  }

  private static Object split(@Nullable Object value, Arguments arguments) {
    if (!Python.isText(value)) {
      throw new EvaluationException(
          "descriptor 'split' for 'str' objects doesn't apply to a '%s' object"
              .formatted(Python.typeName(value)));
    }
    return TextMethods.split(value.toString(), arguments);
  }

  private static Object replace(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("old", "new", "count");
    Object count = bound.get("count", null);
    return TextMethods.replace(
        Python.str(value),
        Arguments.of(
            Python.str(bound.need("old")),
            Python.str(bound.need("new")),
            count == null ? -1L : count));
  }

  private static Object format(@Nullable Object value, Arguments arguments) {
    return PercentFormat.format(
        Python.str(value),
        arguments.named().isEmpty() ? Tuple.copyOf(arguments.positional()) : arguments.named());
  }

  private static String indent(String text, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("width", "first", "blank");
    Object width = bound.get("width", 4L);
    String margin =
        Python.isText(width)
            ? width.toString()
            : new GrowingText().repeat(" ", bound.number("width", 4)).toString();
    boolean blank = bound.flag("blank", false);
    boolean first = bound.flag("first", false);
    GrowingText out = new GrowingText();
    int from = 0;
    while (from <= text.length()) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline;
      if (from == 0 ? first : end > from || blank) {
        out.append(margin);
      }
      out.append(text, from, Math.min(text.length(), end + 1));
      from = end + 1;
    }
    return out.toString();
  }

  private static String truncate(String text, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("length", "killwords", "end", "leeway");
    int length = bound.number("length", 255);
    Object leeway = bound.get("leeway", null);
    String end = bound.text("end", "...");
    if (length < end.length()) {
      throw new EvaluationException(
          "expected length >= %d, got %d".formatted(end.length(), length));
    }
    if (text.length() <= (long) length + (leeway == null ? 5 : bound.number("leeway", 5))) {
      return text;
    }
    String cut = text.substring(0, Math.min(text.length(), length - end.length()));
    int space = cut.lastIndexOf(' ');
    return (bound.flag("killwords", false) || space < 0 ? cut : cut.substring(0, space)) + end;
  }

  private static long words(String text) {
    return Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS)
        .matcher(new CountedText(text))
        .results()
        .count();
  }

  private static String quote(String text) {
    if (text.isEmpty()) {
      return "''";
    }
    return text.matches("[\\w@%+=:,./-]+")
        ? text
        : "'" + TextSearch.replace(text, "'", "'\"'\"'", -1) + "'";
  }

  private static String comment(String text, Arguments arguments) {
    String style = arguments.bind("style").text("style", "plain");
    if (!style.equals("plain")) {
      throw new EvaluationException("style '%s' is not supported".formatted(style));
    }
    return TextSearch.replace(
        "#\n# " + TextSearch.replace(text, "\n", "\n# ", -1) + "\n#", "# \n", "#\n", -1);
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String directoryName(String path) {
    String head = path.substring(0, path.lastIndexOf('/') + 1);
    int end = head.length();
    while (end > 0 && head.charAt(end - 1) == '/') {
      end--;
    }
    return end == 0 ? head : head.substring(0, end);
  }

  private static Tuple splitExtension(String path) {
    int dot = path.lastIndexOf('.');
    String name = baseName(path);
    boolean hasExtension =
        dot > path.lastIndexOf('/') && !name.substring(0, name.lastIndexOf('.')).matches("\\.*");
    return hasExtension
        ? Tuple.of(path.substring(0, dot), path.substring(dot))
        : Tuple.of(path, "");
  }

  private static String joinPath(@Nullable Object value) {
    List<@Nullable Object> parts = Python.isText(value) ? List.of(value) : Python.iterate(value);
    String path = "";
    for (Object part : parts) {
      String next = Python.str(part);
      Budget.current().makeText((long) path.length() + next.length() + 1);
      boolean glued = path.isEmpty() || path.endsWith("/");
      path = next.startsWith("/") ? next : path + (glued ? "" : "/") + next;
    }
    return path;
  }

  private static Object regexReplace(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("pattern", "replacement", "ignorecase", "multiline");
    PythonRegex regex = regex(bound.text("pattern", ""), bound);
    return regex.replaceAll(Python.str(value), bound.text("replacement", ""));
  }

  private static PythonRegex regex(String pattern, Arguments.Bound flags) {
    return PythonRegex.compile(
        pattern, flags.flag("ignorecase", false), flags.flag("multiline", false));
  }

  private static @Nullable Object regexSearch(@Nullable Object value, Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      throw new EvaluationException("missing a required argument: 'regex'");
    }
    Arguments.Bound flags =
        new Arguments(List.of(), arguments.named()).bind("ignorecase", "multiline");
    Matcher matcher =
        regex(Python.str(arguments.positional().get(0)), flags).matcher(Python.str(value));
    if (!matcher.find()) {
      return null;
    }
    if (arguments.positional().size() == 1) {
      return matcher.group();
    }
    List<@Nullable Object> groups = new ArrayList<>();
    arguments.from(1).positional().forEach(group -> groups.add(group(matcher, Python.str(group))));
    return groups;
  }

  private static @Nullable Object group(Matcher matcher, String reference) {
    Matcher parts = Pattern.compile("\\\\(?:g<(\\S+)>|([0-9]+)).*").matcher(reference);
    if (!parts.matches()) {
      throw new EvaluationException("Unknown argument");
    }
    String name = parts.group(1) != null ? parts.group(1) : parts.group(2);
    try {
      return name.matches("[0-9]{1,6}")
          ? matcher.group(Integer.parseInt(name))
          : matcher.group(name);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new EvaluationException("no such group: " + name, e);
    }
  }

  private static Object regexFindAll(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("regex", "multiline", "ignorecase");
    Matcher matcher = regex(Python.str(bound.need("regex")), bound).matcher(Python.str(value));
    Budget budget = Budget.current();
    List<@Nullable Object> found = new ArrayList<>();
    while (matcher.find()) {
      budget.makeItems(1 + matcher.groupCount());
      found.add(matched(matcher));
    }
    return found;
  }

  private static Object matched(Matcher matcher) {
    if (matcher.groupCount() <= 1) {
      return charged(matcher.group(matcher.groupCount()));
    }
    List<@Nullable Object> groups = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      groups.add(charged(matcher.group(i)));
    }
    return Tuple.copyOf(groups);
  }

  private static String charged(@Nullable String group) {
    Budget.current().makeText(group == null ? 0 : group.length());
    return group == null ? "" : group;
  }

  private static String regexEscape(String text) {
    Budget.current().makeText(2L * text.length());
    return text.replaceAll("[\\\\()\\[\\]{}?*+\\-|^$.&~# \\t\\n\\r\\x0b\\f]", "\\\\$0");
  }
}
