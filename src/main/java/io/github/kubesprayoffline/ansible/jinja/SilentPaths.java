package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bounds how many ways a regular expression can go without looking at the text, where {@link
 * CountedText} does not see it: {@code (?:|)} has two, forty of them in a row have more than anyone
 * can wait for.
 */
final class SilentPaths {

  private static final Pattern REPEAT = Pattern.compile("[*+?]|\\{(\\d{1,9})(,\\d{0,9})?}");
  private static final Pattern FLAGS = Pattern.compile("\\(\\?([a-zA-Z-]*)[:)]");
  private static final String ASSERTIONS = "bBAzZG123456789k";

  /** A part of the expression: the ways through it, and whether it may be of no length. */
  private record Part(double ways, boolean isEmpty) {
    static final Part CHARACTER = new Part(1, false);
    static final Part ASSERTION = new Part(1, true);

    Part then(Part next) {
      return new Part(ways * next.ways, isEmpty && next.isEmpty);
    }

    /** A branch that reads a character is seen; only what is hidden behind that counts. */
    Part or(Part other) {
      double both = (isEmpty ? ways : ways - 1) + (other.isEmpty ? other.ways : other.ways - 1);
      return new Part(Math.max(1, both), isEmpty || other.isEmpty);
    }

    Part times(int least) {
      if (!isEmpty) {
        return new Part(ways, least == 0);
      }
      return new Part(least == 0 ? ways + 1 : least * Math.pow(ways, least), true);
    }
  }

  private final String source;
  private int at;

  private SilentPaths(String source) {
    this.source = source;
  }

  /** The number of ways through an expression that Java was able to compile. */
  static double of(String source) {
    SilentPaths reader = new SilentPaths(source);
    Part all = reader.alternatives();
    while (reader.at < source.length()) {
      reader.at++;
      all = all.then(reader.alternatives());
    }
    return all.ways();
  }

  private Part alternatives() {
    Part all = sequence();
    while (at < source.length() && source.charAt(at) == '|') {
      at++;
      all = all.or(sequence());
    }
    return all;
  }

  private Part sequence() {
    Part all = Part.ASSERTION;
    while (at < source.length() && source.charAt(at) != '|' && source.charAt(at) != ')') {
      all = all.then(repeated(atom()));
    }
    return all;
  }

  private Part repeated(Part atom) {
    Matcher repeat = REPEAT.matcher(source).region(at, source.length());
    if (!repeat.lookingAt()) {
      return atom;
    }
    at = repeat.end();
    if (at < source.length() && (source.charAt(at) == '?' || source.charAt(at) == '+')) {
      at++;
    }
    String number = repeat.group(1);
    return atom.times(
        number != null ? Integer.parseInt(number) : repeat.group().equals("+") ? 1 : 0);
  }

  private Part atom() {
    char c = source.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> characterClass();
      case '^', '$' -> Part.ASSERTION;
      case '\\' -> escape();
      default -> Part.CHARACTER;
    };
  }

  private Part escape() {
    char c = at < source.length() ? source.charAt(at++) : ' ';
    return ASSERTIONS.indexOf(c) >= 0 ? Part.ASSERTION : Part.CHARACTER;
  }

  private Part characterClass() {
    while (at < source.length() && source.charAt(at) != ']') {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
    return Part.CHARACTER;
  }

  private Part group() {
    boolean isLook =
        source.startsWith("?=", at)
            || source.startsWith("?!", at)
            || source.startsWith("?<=", at)
            || source.startsWith("?<!", at);
    skipKind();
    Part inner = alternatives();
    at++;
    return isLook ? new Part(inner.ways(), true) : inner;
  }

  /** Goes past what says which kind of group it is. */
  private void skipKind() {
    if (at >= source.length() || source.charAt(at) != '?') {
      return;
    }
    Matcher flags = FLAGS.matcher(source).region(at - 1, source.length());
    if (flags.lookingAt()) {
      if (flags.group(1).contains("x")) {
        throw new EvaluationException("verbose regular expressions are not supported");
      }
      at = flags.end(1) + (source.charAt(flags.end(1)) == ':' ? 1 : 0);
    } else if (source.startsWith("?<", at) && !isBehind()) {
      at = source.indexOf('>', at) + 1;
    } else {
      at += isBehind() ? 3 : 2;
    }
  }

  private boolean isBehind() {
    return source.startsWith("?<=", at) || source.startsWith("?<!", at);
  }
}
