package io.github.kubesprayoffline.ansible.value;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as Python and templates write them. */
public final class NumberText {

  private static final Pattern DECIMAL = Pattern.compile("0(_?0)*|[1-9](_?[0-9])*");
  private static final Pattern BASED =
      Pattern.compile("0[xX](_?[0-9a-fA-F])+|0[oO](_?[0-7])+|0[bB](_?[01])+");
  private static final Pattern FLOAT =
      Pattern.compile("(D\\.(D)?|\\.D)([eE][-+]?D)?|D[eE][-+]?D".replace("D", "[0-9](_?[0-9])*"));

  /** No part gives back what it took: that would be quadratic for a long text that is no number. */
  private static final Pattern PLAIN_FLOAT =
      Pattern.compile("[-+]?+([0-9]++\\.?+[0-9]*+|\\.[0-9]++)([eE][-+]?+[0-9]++)?+");

  /** Longer numbers would make arithmetic a way to stall. */
  static final int MAX_DIGITS = 4300;

  private NumberText() {}

  /** The number that a literal in Python source stands for; empty if it is none. */
  public static Optional<Object> parsePython(String literal) {
    String digits = literal.replace("_", "");
    if (literal.length() > MAX_DIGITS) {
      return Optional.empty();
    }
    if (DECIMAL.matcher(literal).matches()) {
      return Optional.of(Numbers.integer(new BigInteger(digits)));
    }
    if (BASED.matcher(literal).matches()) {
      return Optional.of(
          Numbers.integer(new BigInteger(digits.substring(2), radix(digits.charAt(1)))));
    }
    return FLOAT.matcher(literal).matches()
        ? Optional.of(Double.parseDouble(digits))
        : Optional.empty();
  }

  private static int radix(char letter) {
    return switch (Character.toLowerCase(letter)) {
      case 'x' -> 16;
      case 'o' -> 8;
      default -> 2;
    };
  }

  /** What {@code int()} makes of a decimal text; empty if it refuses. */
  public static Optional<Object> integer(String text) {
    Budget.current().chars(4L * text.length());
    String digits = text.strip().replaceAll("(?<=[0-9])_(?=[0-9])", "");
    return digits.length() <= MAX_DIGITS + 1 && digits.matches("[-+]?[0-9]{1," + MAX_DIGITS + "}")
        ? Optional.of(Numbers.integer(new BigInteger(digits)))
        : Optional.empty();
  }

  /** What {@code float()} makes of a text; empty if it refuses. */
  public static Optional<Double> floating(String text) {
    Budget.current().chars(4L * text.length());
    String digits = text.strip().replaceAll("(?<=[0-9])_(?=[0-9])", "");
    if (PLAIN_FLOAT.matcher(digits).matches()) {
      return Optional.of(Double.parseDouble(digits));
    }
    return switch (digits.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
      case "nan", "+nan", "-nan" -> Optional.of(Double.NaN);
      default -> Optional.empty();
    };
  }
}
