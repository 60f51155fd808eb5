package io.github.kubesprayoffline.ansible.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code str()} and {@code repr()}. */
final class PythonText {

  private PythonText() {}

  static String str(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Undefined undefined) {
      Undefined.require(undefined);
      return "";
    }
    return value instanceof Text ? value.toString() : repr(value);
  }

  static String repr(@Nullable Object value) {
    GrowingText out = new GrowingText();
    append(out, value);
    return out.toString();
  }

  private static void append(GrowingText out, @Nullable Object value) {
    Budget.current().step();
    if (value == null) {
      out.append("None");
    } else if (value instanceof Boolean bool) {
      out.append(bool ? "True" : "False");
    } else if (value instanceof Double number) {
      out.append(floating(number));
    } else if (Python.isText(value)) {
      quote(out, value.toString());
    } else if (value instanceof Map<?, ?> map) {
      entries(out, map);
    } else if (value instanceof Collection<?> items) {
      items(out, items);
    } else {
      Undefined.require(value);
      out.append(value instanceof BigInteger number ? Numbers.text(number) : value.toString());
    }
  }

  private static void entries(GrowingText out, Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      append(out, entry.getKey());
      out.append(": ");
      append(out, entry.getValue());
      separator = ", ";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void items(GrowingText out, Collection<?> items) {
    if (items instanceof Set && items.isEmpty()) {
      out.append("set()");
      return;
    }
    out.append(items instanceof Set ? "{" : items instanceof Tuple ? "(" : "[");
    String separator = "";
    for (Object item : items) {
      out.append(separator);
      append(out, item);
      separator = ", ";
    }
    if (items instanceof Tuple && items.size() == 1) {
      out.append(',');
    }
    out.append(items instanceof Set ? "}" : items instanceof Tuple ? ")" : "]");
  }

  private static void quote(GrowingText out, String text) {
    char mark = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    Budget.current().chars(2L * text.length());
    out.append(mark);
    text.codePoints().forEach(point -> character(out, point, mark));
    out.append(mark);
  }

  private static void character(GrowingText out, int point, char mark) {
    switch (point) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\\' -> out.append("\\\\");
      default -> {
        if (point == mark) {
          out.append('\\').append(mark);
        } else if (isPrintable(point)) {
          out.appendPoint(point);
        } else {
          escape(out, point);
        }
      }
    }
  }

  private static void escape(GrowingText out, int point) {
    int digits = point < 0x100 ? 2 : point < 0x10000 ? 4 : 8;
    String hex = Integer.toHexString(point);
    out.append(digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U")
        .repeat("0", digits - hex.length())
        .append(hex);
  }

  private static final Set<Integer> UNPRINTABLE =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.SURROGATE,
          (int) Character.PRIVATE_USE,
          (int) Character.UNASSIGNED,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR,
          (int) Character.SPACE_SEPARATOR);

  private static boolean isPrintable(int point) {
    return (point >= ' ' && point < 0x7f) || !UNPRINTABLE.contains(Character.getType(point));
  }

  /** Python writes the shortest digits that read back, plainly from 1e-4 up to 1e16. */
  private static String floating(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal digits = shortest(number);
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      return scientific(digits, exponent);
    }
    String plain = digits.toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  /** Double.toString may give a digit too many before JDK 19, so shorter ones are tried. */
  private static BigDecimal shortest(double number) {
    for (int precision = 15; precision < 17; precision++) {
      BigDecimal rounded = new BigDecimal(number).round(new java.math.MathContext(precision));
      if (rounded.doubleValue() == number) {
        return rounded.stripTrailingZeros();
      }
    }
    return new BigDecimal(Double.toString(number)).stripTrailingZeros();
  }

  private static String scientific(BigDecimal digits, int exponent) {
    String unscaled = digits.unscaledValue().abs().toString();
    String mantissa =
        unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
    return (digits.signum() < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + "%02d".formatted(Math.abs(exponent));
  }
}
