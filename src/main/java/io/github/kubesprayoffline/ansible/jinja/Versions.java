package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code version} test: loose, strict and semantic comparison. */
final class Versions {

  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("==", "=="),
          Map.entry("=", "=="),
          Map.entry("eq", "=="),
          Map.entry("<", "<"),
          Map.entry("lt", "<"),
          Map.entry("<=", "<="),
          Map.entry("le", "<="),
          Map.entry(">", ">"),
          Map.entry("gt", ">"),
          Map.entry(">=", ">="),
          Map.entry("ge", ">="),
          Map.entry("!=", "!="),
          Map.entry("<>", "!="),
          Map.entry("ne", "!="));

  private static final Pattern LOOSE_PART = Pattern.compile("[0-9]+|[a-z]+|\\.|[^0-9a-z.]+");
  private static final Pattern STRICT =
      Pattern.compile("([0-9]+)\\.([0-9]+)(?:\\.([0-9]+))?(?:([ab])([0-9]+))?");
  private static final Pattern SEMANTIC =
      Pattern.compile(
          "(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

  /** Python reads no longer numbers. */
  private static final int MAX_DIGITS = 4300;

  private Versions() {}

  static boolean holds(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("version", "operator", "strict", "version_type");
    Object other = bound.need("version");
    if (!Python.truth(value) || !Python.truth(other)) {
      throw new EvaluationException(
          Python.truth(value)
              ? "Version parameter to compare against cannot be empty"
              : "Input version value cannot be empty");
    }
    String operator = OPERATORS.get(bound.text("operator", "eq"));
    if (operator == null) {
      throw new EvaluationException(
          "Invalid operator type (%s)".formatted(bound.text("operator", "eq")));
    }
    int order = compare(kind(bound), Python.str(value), Python.str(other));
    return Operators.holds(operator, (long) order, 0L);
  }

  private static String kind(Arguments.Bound bound) {
    if (bound.get("strict", null) != null && bound.get("version_type", null) != null) {
      throw new EvaluationException("Cannot specify both 'strict' and 'version_type'");
    }
    Object type = bound.get("version_type", null);
    return type == null ? (bound.flag("strict", false) ? "strict" : "loose") : Python.str(type);
  }

  private static int compare(String kind, String one, String other) {
    return switch (kind) {
      case "loose" -> order(loose(one), loose(other));
      case "strict" -> order(strict(one), strict(other));
      case "semver", "semantic" -> semantic(one, other);
      default -> throw new EvaluationException("Invalid version type (%s)".formatted(kind));
    };
  }

  private static List<Object> loose(String version) {
    List<Object> parts = new ArrayList<>();
    Matcher part = LOOSE_PART.matcher(new CountedText(version));
    while (part.find()) {
      Budget.current().makeText(part.end() - (long) part.start());
      Budget.current().makeItems(1);
      if (!part.group().equals(".")) {
        parts.add(number(part.group()));
      }
    }
    return parts;
  }

  private static BigInteger integer(String digits) {
    if (digits.length() > MAX_DIGITS) {
      throw new EvaluationException(
          "Exceeds the limit (%d digits) for integer string conversion".formatted(MAX_DIGITS));
    }
    return new BigInteger(digits);
  }

  private static Object number(String part) {
    return Character.isDigit(part.charAt(0)) ? (Object) integer(part) : part;
  }

  private static List<Object> strict(String version) {
    Matcher parts = STRICT.matcher(new CountedText(version));
    if (!parts.matches()) {
      throw new EvaluationException("invalid version number '%s'".formatted(version));
    }
    List<Object> result = new ArrayList<>();
    result.add(integer(parts.group(1)));
    result.add(integer(parts.group(2)));
    result.add(integer(parts.group(3) == null ? "0" : parts.group(3)));
    result.add(parts.group(4) == null ? "z" : parts.group(4));
    result.add(integer(parts.group(5) == null ? "0" : parts.group(5)));
    return result;
  }

  private static int semantic(String one, String other) {
    Matcher left = semanticParts(one);
    Matcher right = semanticParts(other);
    for (int i = 1; i <= 3; i++) {
      int order = integer(left.group(i)).compareTo(integer(right.group(i)));
      if (order != 0) {
        return order;
      }
    }
    if (left.group(4) == null || right.group(4) == null) {
      return Boolean.compare(left.group(4) == null, right.group(4) == null);
    }
    return prerelease(left.group(4), right.group(4));
  }

  private static Matcher semanticParts(String version) {
    Matcher parts = SEMANTIC.matcher(new CountedText(version));
    if (!parts.matches()) {
      throw new EvaluationException("invalid semantic version '%s'".formatted(version));
    }
    return parts;
  }

  private static int prerelease(String one, String other) {
    Budget.current().makeEntries((long) one.length() + other.length());
    String[] left = one.split("\\.", -1);
    String[] right = other.split("\\.", -1);
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      boolean leftNumeric = left[i].matches("[0-9]+");
      boolean rightNumeric = right[i].matches("[0-9]+");
      int order =
          leftNumeric && rightNumeric
              ? integer(left[i]).compareTo(integer(right[i]))
              : leftNumeric != rightNumeric
                  ? Boolean.compare(rightNumeric, leftNumeric)
                  : left[i].compareTo(right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  /** As Python orders lists; a number and a word have no order. */
  private static int order(List<Object> one, List<Object> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      Object left = one.get(i);
      Object right = other.get(i);
      if (left.equals(right)) {
        continue;
      }
      if (left instanceof BigInteger a && right instanceof BigInteger b) {
        return a.compareTo(b);
      }
      if (left instanceof String a && right instanceof String b) {
        return a.compareTo(b);
      }
      throw new EvaluationException(
          "Version comparison failed: '<' not supported between instances of 'str' and 'int'");
    }
    return Integer.compare(one.size(), other.size());
  }
}
