package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.NumberText;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code 'text with %s' % values}, and the {@code format} filter. */
final class PercentFormat {

  private static final Pattern FIELD =
      Pattern.compile(
          "%(?:\\((?<key>[^)]*+)\\))?(?<flags>[-+ 0#]*)(?<width>[0-9]{0,5})(?:\\.(?<precision>[0-9]{0,3}))?"
              + "(?<type>[a-zA-Z%]?)");

  private PercentFormat() {}

  static String format(String template, @Nullable Object values) {
    Iterator<@Nullable Object> next =
        (values instanceof Tuple tuple ? tuple : Collections.singletonList(values)).iterator();
    GrowingText out = new GrowingText();
    Matcher matcher = FIELD.matcher(new CountedText(template));
    boolean byKey = values instanceof Map;
    int from = 0;
    while (matcher.find()) {
      out.append(template, from, matcher.start()).append(field(matcher, values, next));
      from = matcher.end();
    }
    if (next.hasNext() && !byKey) {
      throw new EvaluationException("not all arguments converted during string formatting");
    }
    return out.append(template, from, template.length()).toString();
  }

  private static String field(
      Matcher field, @Nullable Object values, Iterator<@Nullable Object> next) {
    if (field.group("type").equals("%")) {
      return "%";
    }
    Object value = field.group("key") != null ? byKey(field.group("key"), values) : take(next);
    String text =
        convert(field.group("type"), field.group("precision"), field.group("flags"), value);
    String width = field.group("width");
    return width.isEmpty() ? text : pad(text, Integer.parseInt(width), field.group("flags"), value);
  }

  private static @Nullable Object byKey(String key, @Nullable Object values) {
    if (values instanceof Map<?, ?> map && map.containsKey(key)) {
      return map.get(key);
    }
    throw new EvaluationException("the format names '%s', which was not given".formatted(key));
  }

  private static @Nullable Object take(Iterator<@Nullable Object> next) {
    if (!next.hasNext()) {
      throw new EvaluationException("not enough arguments for format string");
    }
    return next.next();
  }

  private static String convert(
      String type, @Nullable String precision, String flags, @Nullable Object value) {
    String text =
        switch (type) {
          case "s" -> cut(Python.str(value), precision);
          case "r" -> cut(Python.repr(value), precision);
          case "d", "i", "u" -> decimal(value);
          case "x" -> digits(value, 16);
          case "X" -> digits(value, 16).toUpperCase(Locale.ROOT);
          case "o" -> digits(value, 8);
          case "f", "F" -> fixed(value, precision == null ? 6 : digits(precision));
          default ->
              throw new EvaluationException("unsupported format character '%s'".formatted(type));
        };
    boolean signs = flags.contains("+") && Python.isNumber(value) && !text.startsWith("-");
    return signs ? "+" + text : text;
  }

  /** The digits of an integer to a base that is a power of two. */
  static String digits(@Nullable Object value, int base) {
    BigInteger number = Numbers.big(integer(value));
    Budget.current().makeText(number.bitLength());
    return number.toString(base);
  }

  private static int digits(String precision) {
    return precision.isEmpty() ? 0 : Integer.parseInt(precision);
  }

  private static String cut(String text, @Nullable String precision) {
    return precision == null ? text : text.substring(0, Math.min(text.length(), digits(precision)));
  }

  private static Object integer(@Nullable Object value) {
    if (!Python.isInteger(value)) {
      throw new EvaluationException("format: a number is required, not " + Python.typeName(value));
    }
    return value;
  }

  private static String decimal(@Nullable Object value) {
    if (value instanceof Double number) {
      return new BigDecimal(number).toBigInteger().toString();
    }
    return Numbers.text(Numbers.big(integer(value)));
  }

  static String fixed(@Nullable Object value, int digits) {
    if (!Python.isNumber(value)) {
      throw new EvaluationException("must be real number, not " + Python.typeName(value));
    }
    double number = Numbers.floating(value);
    if (!Double.isFinite(number)) {
      return Python.str(number);
    }
    return new BigDecimal(number)
        .setScale(digits, java.math.RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  static String pad(String text, int width, String flags, @Nullable Object value) {
    long missing = (long) width - text.length();
    if (flags.contains("-")) {
      return TextMethods.padded(text, " ", 0, missing);
    }
    if (flags.contains("0") && Python.isNumber(value)) {
      int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
      return text.substring(0, sign) + TextMethods.padded(text.substring(sign), "0", missing, 0);
    }
    return TextMethods.padded(text, " ", missing, 0);
  }

  /** What {@code float()} makes of a value. */
  static double floating(@Nullable Object value) {
    if (Python.isNumber(value)) {
      return Numbers.floating(value);
    }
    return NumberText.floating(Python.str(value))
        .orElseThrow(
            () ->
                new EvaluationException(
                    "could not convert string to float: " + Python.repr(value)));
  }
}
