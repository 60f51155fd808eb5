package io.github.kubesprayoffline.ansible.value;

import java.util.Optional;

/**
 * A quoted text in Python source.
 *
 * @param value what it stands for
 * @param end the position after the closing quote
 */
record PythonString(String value, int end) {

  /** Reads the quoted text that begins at a position; empty if it does not end. */
  static Optional<PythonString> read(String source, int start, boolean raw) {
    char c = source.charAt(start);
    String mark = source.startsWith(("" + c).repeat(3), start) ? ("" + c).repeat(3) : "" + c;
    int at = start + mark.length();
    while (at < source.length() && !source.startsWith(mark, at)) {
      if (mark.length() == 1 && source.charAt(at) == '\n') {
        return Optional.empty();
      }
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= source.length()) {
      return Optional.empty();
    }
    String body = source.substring(start + mark.length(), at);
    return Optional.of(new PythonString(raw ? body : unescape(body), at + mark.length()));
  }

  /** What the escapes in a text stand for; unknown ones stay as they are. */
  static String unescape(String body) {
    if (body.indexOf('\\') < 0) {
      return body;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < body.length()) {
      char c = body.charAt(at);
      at = c == '\\' && at + 1 < body.length() ? escape(body, at + 1, out) : plain(c, at, out);
    }
    return out.toString();
  }

  private static int plain(char c, int at, StringBuilder out) {
    out.append(c);
    return at + 1;
  }

  private static int escape(String body, int at, StringBuilder out) {
    char c = body.charAt(at);
    int simple = "\\'\"abfnrtv".indexOf(c);
    if (simple >= 0) {
      out.append("\\'\"\u0007\b\f\n\r\t\u000b".charAt(simple));
      return at + 1;
    }
    return switch (c) {
      case '\n' -> at + 1;
      case 'x' -> coded(body, at, 2, out);
      case 'u' -> coded(body, at, 4, out);
      case 'U' -> coded(body, at, 8, out);
      default -> c >= '0' && c <= '7' ? octal(body, at, out) : unknown(c, at, out);
    };
  }

  private static int unknown(char c, int at, StringBuilder out) {
    out.append('\\').append(c);
    return at + 1;
  }

  private static int coded(String body, int at, int digits, StringBuilder out) {
    int end = at + 1 + digits;
    if (end > body.length() || !body.substring(at + 1, end).matches("[0-9a-fA-F]+")) {
      return unknown(body.charAt(at), at, out);
    }
    long point = Long.parseLong(body.substring(at + 1, end), 16);
    if (point > Character.MAX_CODE_POINT) {
      return unknown(body.charAt(at), at, out);
    }
    out.appendCodePoint((int) point);
    return end;
  }

  private static int octal(String body, int at, StringBuilder out) {
    int end = at;
    while (end < body.length()
        && end < at + 3
        && body.charAt(end) >= '0'
        && body.charAt(end) <= '7') {
      end++;
    }
    out.append((char) Integer.parseInt(body.substring(at, end), 8));
    return end;
  }
}
