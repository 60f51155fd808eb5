package io.github.kubesprayoffline.ansible.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Python's arithmetic: integers without end, true division, a modulo with the divisor's sign. */
public final class Numbers {

  private static final int MAX_BITS = 1 << 16;

  /** No longer integer has a text that Python would make. */
  private static final int MAX_BITS_AS_TEXT = 14_285;

  private Numbers() {}

  /** An integer in its smallest representation: a Long where it fits. */
  public static Object integer(BigInteger value) {
    return value.bitLength() < 64 ? (Object) value.longValue() : value;
  }

  /** The exact value of a Python {@code int} or {@code bool}. */
  public static BigInteger big(Object integer) {
    if (integer instanceof Boolean bool) {
      return bool ? BigInteger.ONE : BigInteger.ZERO;
    }
    return integer instanceof BigInteger big ? big : BigInteger.valueOf((Long) integer);
  }

  /** The value of any Python number as a {@code float}. */
  public static double floating(Object number) {
    return number instanceof Double value ? value : big(number).doubleValue();
  }

  /**
   * The decimal digits of an integer.
   *
   * @throws EvaluationException if there are more than Python writes
   */
  public static String text(BigInteger value) {
    charge(value, value);
    if (value.bitLength() > MAX_BITS_AS_TEXT
        || value.abs().toString().length() > NumberText.MAX_DIGITS) {
      throw new EvaluationException(
          "Exceeds the limit (%d digits) for integer string conversion"
              .formatted(NumberText.MAX_DIGITS));
    }
    return value.toString();
  }

  /** Charges what the product, or the quotient, of two integers costs. */
  private static void charge(BigInteger one, BigInteger other) {
    long words = (long) (one.bitLength() / Long.SIZE) * (other.bitLength() / Long.SIZE);
    Budget.current().items(words / 16);
  }

  private static void requireSmall(long bits) {
    if (bits > MAX_BITS) {
      throw new EvaluationException("a number with more than %d bits".formatted(MAX_BITS));
    }
  }

  /** The value as a Java int, for sizes and positions. */
  public static int small(@Nullable Object integer) {
    if (integer == null || !Python.isInteger(integer) || big(integer).bitLength() > 31) {
      throw new EvaluationException(
          "'%s' is not an integer that fits here".formatted(Python.typeName(integer)));
    }
    return big(integer).intValue();
  }

  static int compare(Object left, Object right) {
    if (left instanceof Long one && right instanceof Long other) {
      return Long.compare(one, other);
    }
    if (isSpecial(left) || isSpecial(right)) {
      return Double.compare(floating(left), floating(right));
    }
    return exact(left).compareTo(exact(right));
  }

  private static boolean isSpecial(Object number) {
    return number instanceof Double value && !Double.isFinite(value);
  }

  private static BigDecimal exact(Object number) {
    return number instanceof Double value ? new BigDecimal(value) : new BigDecimal(big(number));
  }

  /** {@code +}, {@code -}, {@code *}, {@code /}, {@code //}, {@code %} or {@code **} of numbers. */
  public static Object calculate(String operator, Object left, Object right) {
    if (Python.isInteger(left) && Python.isInteger(right) && !operator.equals("/")) {
      return ofIntegers(operator, big(left), big(right));
    }
    double one = floating(left);
    double other = floating(right);
    if (other == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
      throw new EvaluationException("division by zero");
    }
    return switch (operator) {
      case "+" -> one + other;
      case "-" -> one - other;
      case "*" -> one * other;
      case "/" -> one / other;
      case "//" -> Math.floor(one / other);
      case "%" -> one - Math.floor(one / other) * other;
      default -> Math.pow(one, other);
    };
  }

  private static Object ofIntegers(String operator, BigInteger one, BigInteger other) {
    charge(one, other);
    return switch (operator) {
      case "+" -> integer(one.add(other));
      case "-" -> integer(one.subtract(other));
      case "*" -> product(one, other);
      case "//" -> integer(floorDivide(one, other));
      case "%" -> integer(one.subtract(floorDivide(one, other).multiply(other)));
      default -> power(one, other);
    };
  }

  private static Object product(BigInteger one, BigInteger other) {
    requireSmall((long) one.bitLength() + other.bitLength());
    return integer(one.multiply(other));
  }

  private static BigInteger floorDivide(BigInteger one, BigInteger other) {
    if (other.signum() == 0) {
      throw new EvaluationException("integer division or modulo by zero");
    }
    BigInteger[] parts = one.divideAndRemainder(other);
    boolean below = parts[1].signum() != 0 && parts[1].signum() != other.signum();
    return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static Object power(BigInteger base, BigInteger exponent) {
    if (exponent.signum() < 0) {
      return Math.pow(base.doubleValue(), exponent.doubleValue());
    }
    if (base.bitLength() <= 1 && base.signum() >= 0) {
      return exponent.signum() == 0 ? 1L : integer(base);
    }
    if (exponent.bitLength() > 31 || (long) base.bitLength() * exponent.intValue() > MAX_BITS) {
      throw new EvaluationException("a power with more than %d bits".formatted(MAX_BITS));
    }
    return integer(base.pow(exponent.intValue()));
  }
}
