package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.Python;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code 'text with {}'.format(values)}: fields by position or name, with a plain format. */
final class BraceFormat {

  private static final Pattern FIELD =
      Pattern.compile(
          "\\{\\{|}}|\\{(?<name>\\w*)(?<path>(?:\\.\\w+|\\[\\w+])*)(?::(?<spec>[^{}]*))?}");
  private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[(\\w+)]");
  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(?<fill>.)?(?<align>[<>^]))?(?<zero>0?)(?<width>[0-9]{0,5})(?:\\.(?<precision>[0-9]{1,3}))?(?<type>[sdfxX]?)");

  private BraceFormat() {}

  static Object format(String template, Arguments arguments) {
    GrowingText out = new GrowingText();
    Matcher matcher = FIELD.matcher(new CountedText(template));
    int automatic = 0;
    int from = 0;
    while (matcher.find()) {
      String text;
      if (matcher.group().equals("{{") || matcher.group().equals("}}")) {
        text = matcher.group().substring(1);
      } else {
        String name = matcher.group("name").isEmpty() ? "" + automatic++ : matcher.group("name");
        Object value = follow(argument(name, arguments), matcher.group("path"));
        text = convert(value, matcher.group("spec"));
      }
      out.append(template, from, matcher.start()).append(text);
      from = matcher.end();
    }
    return out.append(template, from, template.length()).toString();
  }

  private static @Nullable Object argument(String name, Arguments arguments) {
    if (arguments.named().containsKey(name)) {
      return arguments.named().get(name);
    }
    int position = name.matches("[0-9]{1,6}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
    if (position >= arguments.positional().size()) {
      throw new EvaluationException("the format names '%s', which was not given".formatted(name));
    }
    return arguments.positional().get(position);
  }

  private static @Nullable Object follow(@Nullable Object value, String path) {
    Object result = value;
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      if (step.group(1) != null) {
        result = Members.attribute(result, step.group(1));
      } else {
        String key = step.group(2);
        result = Members.item(result, key.matches("[0-9]{1,9}") ? Long.valueOf(key) : key);
      }
    }
    return result;
  }

  private static String convert(@Nullable Object value, @Nullable String spec) {
    if (spec == null || spec.isEmpty()) {
      return Python.str(value);
    }
    Matcher format = SPEC.matcher(spec);
    if (!format.matches()) {
      throw new EvaluationException("the format '%s' is not supported".formatted(spec));
    }
    String text = plain(value, format.group("type"), format.group("precision"));
    int width = format.group("width").isEmpty() ? 0 : Integer.parseInt(format.group("width"));
    if (!format.group("zero").isEmpty()) {
      return PercentFormat.pad(text, width, "0", value);
    }
    return align(text, width, format.group("fill"), format.group("align"), Python.isNumber(value));
  }

  private static String plain(@Nullable Object value, String type, @Nullable String precision) {
    return switch (type) {
      case "d" -> Python.str(value);
      case "f" -> PercentFormat.fixed(value, precision == null ? 6 : Integer.parseInt(precision));
      case "x" -> PercentFormat.digits(value, 16);
      case "X" -> PercentFormat.digits(value, 16).toUpperCase(Locale.ROOT);
      default -> {
        String text = Python.str(value);
        yield precision == null
            ? text
            : text.substring(0, Math.min(text.length(), Integer.parseInt(precision)));
      }
    };
  }

  private static String align(
      String text, int width, @Nullable String fill, @Nullable String align, boolean isNumber) {
    int missing = Math.max(0, width - text.length());
    String with = fill == null ? " " : fill;
    String side = align == null ? (isNumber ? ">" : "<") : align;
    int left = side.equals(">") ? missing : side.equals("<") ? 0 : missing / 2;
    return TextMethods.padded(text, with, left, missing - left);
  }
}
