package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.NumberText;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters on numbers. */
final class NumberFilters {

  static final Map<String, Filters.Filter> ALL =
      Map.of(
          "int", (value, a, s) -> integer(value, a),
          "float", (value, a, s) -> floating(value, a),
          "abs", (value, a, s) -> absolute(value),
          "round", (value, a, s) -> round(value, a),
          "log", (value, a, s) -> logarithm(value, a),
          "pow", (value, a, s) -> Math.pow(number(value), number(a.bind("y").need("y"))),
          "root", (value, a, s) -> root(value, a),
          "human_readable", (value, a, s) -> humanReadable(value, a),
          "human_to_bytes", (value, a, s) -> humanToBytes(value, a));

  /** Python reads no longer integers; a float has no finer digits, and no zeros beyond. */
  private static final int MAX_DIGITS = 4300;

  private static final int MAX_PRECISION = 1100;

  private static final String UNITS = "BKMGTPEZY";
  private static final Pattern SIZE =
      Pattern.compile("\\s*+([0-9]*+\\.?+[0-9]*+)\\s*+([A-Za-z]++)?+");

  private NumberFilters() {}

  private static double number(@Nullable Object value) {
    if (!Python.isNumber(value)) {
      throw new EvaluationException(
          "can only be used on numbers, not on '%s'".formatted(Python.typeName(value)));
    }
    return Numbers.floating(value);
  }

  private static @Nullable Object integer(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("default", "base");
    Object fallback = bound.get("default", 0L);
    if (Python.isText(value)) {
      int base = bound.number("base", 10);
      Optional<Object> exact =
          base == 10 ? NumberText.integer(value.toString()) : based(value.toString(), base);
      return exact.orElseGet(
          () -> NumberText.floating(value.toString()).flatMap(NumberFilters::cut).orElse(fallback));
    }
    if (Python.isNumber(value)) {
      return value instanceof Double number
          ? cut(number).orElse(fallback)
          : Numbers.integer(Numbers.big(value));
    }
    return fallback;
  }

  private static Optional<Object> based(String text, int base) {
    if (text.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    String digits = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^0[xob]", "");
    try {
      return Optional.of(Numbers.integer(new BigInteger(digits, base == 0 ? 10 : base)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> cut(double number) {
    return Double.isFinite(number)
        ? Optional.of(Numbers.integer(new BigDecimal(number).toBigInteger()))
        : Optional.empty();
  }

  private static @Nullable Object floating(@Nullable Object value, Arguments arguments) {
    Object fallback = arguments.bind("default").get("default", 0.0);
    if (Python.isNumber(value)) {
      return Numbers.floating(value);
    }
    return Python.isText(value)
        ? NumberText.floating(value.toString()).<Object>map(number -> number).orElse(fallback)
        : fallback;
  }

  private static Object absolute(@Nullable Object value) {
    return number(value) < 0 ? Operators.sign(true, value) : Operators.sign(false, value);
  }

  private static Object round(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("precision", "method");
    int precision = bound.number("precision", 0);
    double number = number(value);
    if (!Double.isFinite(number)) {
      return number;
    }
    String method = bound.text("method", "common");
    double scale = Math.pow(10, precision);
    if (!method.equals("common") && (scale == 0 || Double.isInfinite(scale))) {
      throw new EvaluationException("a precision of %d is out of range".formatted(precision));
    }
    return switch (method) {
      case "ceil" -> Math.ceil(number * scale) / scale;
      case "floor" -> Math.floor(number * scale) / scale;
      default -> common(value, number, precision);
    };
  }

  private static Object common(@Nullable Object value, double number, int precision) {
    int scale = Math.max(-MAX_PRECISION, Math.min(MAX_PRECISION, precision));
    BigDecimal rounded = new BigDecimal(number).setScale(scale, RoundingMode.HALF_EVEN);
    return Python.isInteger(value)
        ? Numbers.integer(rounded.toBigInteger())
        : (Object) rounded.doubleValue();
  }

  private static double logarithm(@Nullable Object value, Arguments arguments) {
    double base = number(arguments.bind("base").get("base", Math.E));
    return base == 10 ? Math.log10(number(value)) : Math.log(number(value)) / Math.log(base);
  }

  private static double root(@Nullable Object value, Arguments arguments) {
    double base = number(arguments.bind("base").get("base", 2L));
    return base == 2 ? Math.sqrt(number(value)) : Math.pow(number(value), 1 / base);
  }

  private static String humanReadable(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("isbits", "unit");
    boolean bits = bound.flag("isbits", false);
    String unit = bound.text("unit", "").toUpperCase(Locale.ROOT);
    double size = PercentFormat.floating(value);
    int power = 0;
    while (power < UNITS.length() - 1
        && (unit.isEmpty()
            ? size >= Math.pow(1024, power + 1)
            : UNITS.charAt(power) != unit.charAt(0))) {
      power++;
    }
    String name = bits ? "bits" : "Bytes";
    String label = power == 0 ? name : UNITS.charAt(power) + (bits ? "b" : "B");
    return "%s %s".formatted(PercentFormat.fixed(size / Math.pow(1024, power), 2), label);
  }

  private static Object humanToBytes(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("default_unit", "isbits");
    Matcher size = SIZE.matcher(Python.str(value));
    if (!size.matches() || size.group(1).isEmpty() || size.group(1).equals(".")) {
      throw new EvaluationException("can't interpret following string: " + Python.str(value));
    }
    String unit = size.group(2) == null ? bound.text("default_unit", "B") : size.group(2);
    int power = unit.isEmpty() ? -1 : UNITS.indexOf(Character.toUpperCase(unit.charAt(0)));
    if (power < 0) {
      throw new EvaluationException("'%s' is no unit of bytes".formatted(unit));
    }
    double bytes = Double.parseDouble(size.group(1)) * Math.pow(1024, power);
    return cut(Math.rint(bytes))
        .orElseThrow(() -> new EvaluationException("cannot convert float infinity to integer"));
  }
}
