package io.github.kubesprayoffline.ansible.yaml;

import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Text;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a word without quotes means in YAML 1.1, by PyYAML's patterns. */
public final class PlainScalar {

  /** As Python has it: longer ones would make arithmetic a way to stall. */
  private static final int LONGEST_NUMBER = 4300;

  /** What may be a number, told without a pattern that recurses, or comes back. */
  private static final Pattern LIKE_A_NUMBER =
      Pattern.compile(
          "[-+]?0b[0-1_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_:]*+(?:\\.[0-9_]*+(?:[eE][-+][0-9]+)?)?"
              + "|[-+]?\\.[0-9][0-9_]*+(?:[eE][-+][0-9]+)?|[0-9]{4}-[0-9-]++[Tt \\t][Tt0-9:.Z \\t+-]++");

  private static final Pattern INTEGER =
      Pattern.compile(
          "[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]+)?|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \\t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]*))?"
              + "(?:[ \\t]*(Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?");

  private PlainScalar() {}

  /** Whether a text would be read as a number, or a time, and is too long for one. */
  public static boolean isTooLong(String text) {
    return text.length() > LONGEST_NUMBER && LIKE_A_NUMBER.matcher(text).matches();
  }

  /** The value; a number that is too long is to be refused before. */
  static @Nullable Object value(String text) {
    if (text.isEmpty()) {
      return null;
    }
    char first = text.charAt(0);
    if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
      return number(text);
    }
    return switch (text) {
      case "~", "null", "Null", "NULL" -> null;
      case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> true;
      case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> false;
      default -> text;
    };
  }

  /** The integer of a text that is tagged as one or looks like one; null if it is none. */
  static @Nullable Object integer(String text) {
    return text.length() <= LONGEST_NUMBER && INTEGER.matcher(text).matches()
        ? integerOf(text)
        : null;
  }

  /** The float of a text that is tagged as one or looks like one; null if it is none. */
  static @Nullable Object floating(String text) {
    return text.length() <= LONGEST_NUMBER && FLOAT.matcher(text).matches() ? floatOf(text) : null;
  }

  private static @Nullable Object number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return text;
    }
    Object integer = integer(text);
    if (integer != null) {
      return integer;
    }
    Object floating = floating(text);
    return floating != null ? floating : time(text);
  }

  private static Object integerOf(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    String plain = digits.replaceFirst("^[-+]", "");
    BigInteger value;
    if (plain.startsWith("0b")) {
      value = new BigInteger(plain.substring(2), 2);
    } else if (plain.startsWith("0x")) {
      value = new BigInteger(plain.substring(2), 16);
    } else if (plain.startsWith("0") && plain.length() > 1) {
      value = new BigInteger(plain, 8);
    } else {
      value = sexagesimal(plain);
    }
    return Numbers.integer(negative ? value.negate() : value);
  }

  private static BigInteger sexagesimal(String digits) {
    BigInteger value = BigInteger.ZERO;
    for (String part : digits.split(":", -1)) {
      value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
    }
    return value;
  }

  private static Object floatOf(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    int sign = digits.startsWith("-") ? -1 : 1;
    String plain = digits.replaceFirst("^[-+]", "");
    if (plain.equals(".inf")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (plain.equals(".nan")) {
      return Double.NaN;
    }
    double value = 0;
    for (String part : plain.split(":", -1)) {
      value = value * 60 + Double.parseDouble(part);
    }
    return sign * value;
  }

  private static Object time(String text) {
    if (DATE.matcher(text).matches()) {
      return new Text.Timestamp(text);
    }
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      return text;
    }
    String fraction = parts.group(7) == null ? "" : (parts.group(7) + "000000").substring(0, 6);
    return new Text.Timestamp(
        "%s-%02d-%02d %02d:%s:%s"
                .formatted(
                    parts.group(1),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)),
                    Integer.parseInt(parts.group(4)),
                    parts.group(5),
                    parts.group(6))
            + (fraction.isEmpty() || fraction.equals("000000") ? "" : "." + fraction)
            + zone(parts));
  }

  private static String zone(Matcher parts) {
    if (parts.group(8) == null) {
      return "";
    }
    return parts.group(9) == null
        ? "+00:00"
        : "%s%02d:%s"
            .formatted(
                parts.group(9),
                Integer.parseInt(parts.group(10)),
                parts.group(11) == null ? "00" : parts.group(11));
  }
}
