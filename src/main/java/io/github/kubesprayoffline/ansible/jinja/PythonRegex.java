package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.PythonLiteral;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression in Python's notation; its work is counted.
 *
 * @param silentPaths the ways through it that do not look at the text
 */
record PythonRegex(Pattern pattern, double silentPaths) {

  private static final String ESCAPES = "AbBdDsSwWZafnrtvxuUN";
  private static final int MAX_CACHED = 1000;
  private static final int MAX_CACHED_LENGTH = 1000;

  private static final double MAX_SILENT_PATHS = 100_000;

  /** A compiled expression is so much larger than its source. */
  private static final int COMPILED_CHARS = 32;

  private static final Map<String, PythonRegex> CACHE = new ConcurrentHashMap<>();
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\\\(?:g<(?<name>\\w+)>|(?<number>[1-9][0-9]?)|(?<other>.))", Pattern.DOTALL);

  static PythonRegex compile(String source, boolean ignoreCase, boolean multiline) {
    int flags = Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS;
    flags |= ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
    flags |= multiline ? Pattern.MULTILINE : 0;
    Budget.current().makeText(COMPILED_CHARS * (long) source.length());
    String key = flags + source;
    PythonRegex known = CACHE.get(key);
    if (known != null) {
      return known;
    }
    Pattern pattern = compile(source, flags);
    PythonRegex regex = new PythonRegex(pattern, SilentPaths.of(pattern.pattern()));
    if (regex.silentPaths() > MAX_SILENT_PATHS) {
      throw new EvaluationException(
          "the regular expression '%s' can match nothing in too many ways".formatted(source));
    }
    if (CACHE.size() < MAX_CACHED && source.length() < MAX_CACHED_LENGTH) {
      CACHE.put(key, regex);
    }
    return regex;
  }

  private static Pattern compile(String source, int flags) {
    try {
      return Pattern.compile(translate(source), flags);
    } catch (EvaluationException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new EvaluationException("'%s' is not a regular expression".formatted(source), e);
    }
  }

  /** Java names groups without the P, and takes a bracket inside a class for a class. */
  private static String translate(String source) {
    StringBuilder out = new StringBuilder();
    boolean inClass = false;
    int at = 0;
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '\\' && at + 1 < source.length()) {
        char next = source.charAt(at + 1);
        requireKnown(next, source);
        out.append(next == 'Z' ? "\\z" : source.substring(at, at + 2));
        at += 2;
        continue;
      }
      if (!inClass && source.startsWith("(?P", at)) {
        at = named(source, at, out);
        continue;
      }
      if (inClass && (c == '[' || c == '&')) {
        out.append('\\');
      }
      out.append(c);
      at++;
      if (!inClass && c == '[') {
        inClass = true;
        at = classStart(source, at, out);
      } else if (inClass && c == ']') {
        inClass = false;
      }
    }
    return out.toString();
  }

  /** Python refuses the letters that mean nothing to it; some of them mean something to Java. */
  private static void requireKnown(char escaped, String source) {
    boolean isLetter = (escaped >= 'a' && escaped <= 'z') || (escaped >= 'A' && escaped <= 'Z');
    if (isLetter && ESCAPES.indexOf(escaped) < 0) {
      throw new EvaluationException(
          "bad escape \\%s in the regular expression '%s'".formatted(escaped, source));
    }
  }

  private static int named(String source, int at, StringBuilder out) {
    int close = source.indexOf(')', at);
    if (source.startsWith("(?P=", at) && close > 0) {
      out.append("\\k<").append(source, at + 4, close).append('>');
      return close + 1;
    }
    out.append("(?");
    return at + 3;
  }

  /** A closing bracket right after the opening one stands for itself. */
  private static int classStart(String source, int start, StringBuilder out) {
    int at = start;
    if (source.startsWith("^", at)) {
      out.append('^');
      at++;
    }
    if (source.startsWith("]", at)) {
      out.append("\\]");
      at++;
    }
    return at;
  }

  Matcher matcher(String text) {
    Budget.current().chars((long) (silentPaths * (text.length() + 1)));
    return pattern.matcher(new CountedText(text));
  }

  /** Whether it is found in a text. */
  boolean matches(String text, boolean atStart) {
    try {
      Matcher matcher = matcher(text);
      return atStart ? matcher.lookingAt() : matcher.find();
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    }
  }

  /** {@code re.sub}. */
  String replaceAll(String text, String replacement) {
    try {
      Matcher matcher = matcher(text);
      GrowingText out = new GrowingText();
      int from = 0;
      while (matcher.find()) {
        out.append(text, from, matcher.start());
        expand(replacement, matcher, out);
        from = matcher.end();
      }
      return out.append(text, from, text.length()).toString();
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    }
  }

  private static EvaluationException tooDeep(StackOverflowError e) {
    return new EvaluationException("the regular expression nests too deep for this text", e);
  }

  private static void expand(String replacement, Matcher match, GrowingText out) {
    if (replacement.indexOf('\\') < 0) {
      out.append(replacement);
      return;
    }
    Budget.current().chars(replacement.length());
    Matcher reference = REFERENCE.matcher(replacement);
    int from = 0;
    while (reference.find()) {
      out.append(replacement, from, reference.start());
      out.append(
          reference.group("other") != null
              ? PythonLiteral.unescape(reference.group())
              : group(match, reference.group("name"), reference.group("number")));
      from = reference.end();
    }
    out.append(replacement, from, replacement.length());
  }

  private static String group(Matcher match, String name, String number) {
    String wanted = name != null ? name : number;
    try {
      String group =
          wanted.matches("[0-9]+") ? match.group(Integer.parseInt(wanted)) : match.group(wanted);
      return group == null ? "" : group;
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new EvaluationException("invalid group reference " + wanted, e);
    }
  }
}
