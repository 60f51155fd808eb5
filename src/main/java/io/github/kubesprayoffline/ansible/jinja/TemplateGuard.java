package io.github.kubesprayoffline.ansible.jinja;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites a template where Jinjava's scanner would read it otherwise than Jinja2: marks inside of
 * maps and texts, white space around expressions and comments, an expression that begins with a
 * minus.
 */
final class TemplateGuard {

  private static final Pattern RAW_BEGIN = Pattern.compile("\\{%[-+]?\\s*raw\\s*[-+]?%}");
  private static final Pattern RAW_END = Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%}");

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private TemplateGuard(String source) {
    this.source = source;
  }

  static String guard(String template) {
    return new TemplateGuard(template).rewrite();
  }

  private String rewrite() {
    while (at < source.length()) {
      if (source.startsWith("{{", at)) {
        expression();
      } else if (source.startsWith("{%", at)) {
        statement();
      } else if (source.startsWith("{#", at)) {
        comment();
      } else {
        out.append(source.charAt(at++));
      }
    }
    return out.toString();
  }

  private void expression() {
    int start = at + 2;
    int end = end(start, "}}");
    if (end < 0) {
      rest();
      return;
    }
    boolean trimsLeft = source.startsWith("-", start);
    boolean trimsRight = end > start && source.charAt(end - 1) == '-';
    boolean hasSign = trimsLeft || source.startsWith("+", start);
    String body =
        source.substring(start + (hasSign ? 1 : 0), Math.max(start, end - (trimsRight ? 1 : 0)));
    if (trimsLeft) {
      stripOut();
    }
    out.append("{{ ").append(unambiguous(body)).append(" }}");
    at = end + 2;
    if (trimsRight) {
      skipSpace();
    }
  }

  /** A minus at either end would be taken for a sign to trim. */
  private static String unambiguous(String body) {
    String expression = marked(body).strip();
    boolean isSigned = expression.startsWith("-") || expression.startsWith("+");
    return isSigned ? "(" + expression + ")" : expression;
  }

  private void statement() {
    Matcher raw = RAW_BEGIN.matcher(source).region(at, source.length());
    if (raw.lookingAt()) {
      raw(raw.end());
      return;
    }
    int end = end(at + 2, "%}");
    if (end < 0) {
      rest();
      return;
    }
    out.append("{%").append(marked(source.substring(at + 2, end))).append("%}");
    at = end + 2;
  }

  private void raw(int bodyStart) {
    Matcher end = RAW_END.matcher(source);
    int to = end.find(bodyStart) ? end.end() : source.length();
    out.append(source, at, to);
    at = to;
  }

  /** A comment leaves nothing but what its signs and a newline after it say. */
  private void comment() {
    int end = source.indexOf("#}", at + 2);
    if (end < 0) {
      rest();
      return;
    }
    if (source.startsWith("-", at + 2)) {
      stripOut();
    }
    boolean trimsRight = source.charAt(end - 1) == '-';
    boolean keepsLine = source.charAt(end - 1) == '+';
    at = end + 2;
    if (trimsRight) {
      skipSpace();
    } else if (!keepsLine && source.startsWith("\n", at)) {
      at++;
    }
  }

  private void rest() {
    out.append(source, at, source.length());
    at = source.length();
  }

  private void stripOut() {
    int end = out.length();
    while (end > 0 && Character.isWhitespace(out.charAt(end - 1))) {
      end--;
    }
    out.setLength(end);
  }

  private void skipSpace() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
  }

  /** Where the closing mark stands that is in no text and closes no map; -1 if nowhere. */
  private int end(int from, String mark) {
    int depth = 0;
    int position = from;
    while (position < source.length()) {
      char c = source.charAt(position);
      if (c == '\'' || c == '"') {
        position = quoted(source, position);
        continue;
      }
      if (depth == 0 && source.startsWith(mark, position)) {
        return position;
      }
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      position++;
    }
    return -1;
  }

  /** The same, with the marks in it taken apart: braces by spaces, those in texts by quotes. */
  private static String marked(String body) {
    StringBuilder marked = new StringBuilder();
    int position = 0;
    while (position < body.length()) {
      char c = body.charAt(position);
      if (c == '\'' || c == '"') {
        int end = quoted(body, position);
        marked.append(split(body.substring(position, end), c));
        position = end;
        continue;
      }
      marked.append(c);
      position++;
      if ((c == '{' || c == '}' || c == '%')
          && position < body.length()
          && isMark(body.charAt(position))) {
        marked.append(' ');
      }
    }
    return marked.toString();
  }

  private static boolean isMark(char c) {
    return c == '}' || c == '{' || c == '%' || c == '#';
  }

  private static String split(String text, char quote) {
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      parts.append(c);
      boolean isMark =
          i + 1 < text.length()
              && ((c == '{' && isMark(text.charAt(i + 1)))
                  || ((c == '}' || c == '%' || c == '#') && text.charAt(i + 1) == '}'));
      if (isMark) {
        parts.append(quote).append(' ').append(quote);
      }
    }
    return parts.toString();
  }

  private static int quoted(String text, int from) {
    char mark = text.charAt(from);
    int position = from + 1;
    while (position < text.length() && text.charAt(position) != mark) {
      position += text.charAt(position) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), position + 1);
  }
}
