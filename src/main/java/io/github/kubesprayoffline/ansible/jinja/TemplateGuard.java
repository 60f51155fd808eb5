package io.github.kubesprayoffline.ansible.jinja;

/**
 * Makes a template unambiguous for Jinjava's scanner, which takes the first closing mark that it
 * sees outside of quotes, even one that closes two maps.
 */
final class TemplateGuard {

  private TemplateGuard() {}

  static String guard(String template) {
    int open = template.indexOf("{{");
    if (open < 0 || template.indexOf('{', open + 2) < 0) {
      return template;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      if (template.startsWith("{{", at)) {
        at = expression(template, at, out);
      } else if (template.startsWith("{%", at) || template.startsWith("{#", at)) {
        at = copyUntil(template, at, template.charAt(at + 1) + "}", out);
      } else {
        out.append(template.charAt(at++));
      }
    }
    return out.toString();
  }

  private static int copyUntil(String template, int from, String end, StringBuilder out) {
    int close = template.indexOf(end, from + 2);
    int to = close < 0 ? template.length() : close + 2;
    out.append(template, from, to);
    boolean isRaw = template.substring(from, to).matches("\\{%[-+]?\\s*raw\\s*[-+]?%}");
    int endRaw = isRaw ? template.indexOf("endraw", to) : -1;
    if (endRaw < 0) {
      return to;
    }
    out.append(template, to, endRaw);
    return endRaw;
  }

  private static int expression(String template, int from, StringBuilder out) {
    out.append("{{");
    int depth = 0;
    int at = from + 2;
    while (at < template.length()) {
      char c = template.charAt(at);
      if (c == '\'' || c == '"') {
        int end = quoted(template, at);
        out.append(template, at, end);
        at = end;
        continue;
      }
      if (depth == 0 && template.startsWith("}}", at)) {
        out.append("}}");
        return at + 2;
      }
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      out.append(c);
      if ((c == '}' || c == '{') && at + 1 < template.length() && isMark(template.charAt(at + 1))) {
        out.append(' ');
      }
      at++;
    }
    return at;
  }

  private static boolean isMark(char c) {
    return c == '}' || c == '{' || c == '%' || c == '#';
  }

  private static int quoted(String template, int from) {
    char mark = template.charAt(from);
    int at = from + 1;
    while (at < template.length() && template.charAt(at) != mark) {
      at += template.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(template.length(), at + 1);
  }
}
