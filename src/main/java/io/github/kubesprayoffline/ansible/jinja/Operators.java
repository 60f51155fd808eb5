package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's operators. */
final class Operators {

  private Operators() {}

  static @Nullable Object calculate(
      String operator, @Nullable Object left, @Nullable Object right) {
    Undefined.require(left == null ? "" : left);
    Undefined.require(right == null ? "" : right);
    if (Python.isNumber(left) && Python.isNumber(right)) {
      return Numbers.calculate(operator, left, right);
    }
    Object result =
        switch (operator) {
          case "+" -> add(left, right);
          case "*" -> Python.isInteger(left) ? repeat(right, left) : repeat(left, right);
          case "%" -> Python.isText(left) ? PercentFormat.format(left.toString(), right) : null;
          default -> null;
        };
    if (result == null) {
      throw new EvaluationException(
          "unsupported operand type(s) for %s: '%s' and '%s'"
              .formatted(operator, Python.typeName(left), Python.typeName(right)));
    }
    return result;
  }

  private static @Nullable Object add(@Nullable Object left, @Nullable Object right) {
    if (Python.isText(left) && Python.isText(right)) {
      Budget.current().makeText((long) left.toString().length() + right.toString().length());
      return left.toString() + right;
    }
    if (left instanceof List<?> one
        && right instanceof List<?> other
        && left instanceof Tuple == right instanceof Tuple) {
      Budget.current().makeItems((long) one.size() + other.size());
      List<@Nullable Object> sum = new ArrayList<>(one);
      sum.addAll(other);
      return left instanceof Tuple ? Tuple.copyOf(sum) : sum;
    }
    return null;
  }

  private static @Nullable Object repeat(@Nullable Object value, @Nullable Object count) {
    if (!Python.isInteger(count)) {
      return null;
    }
    int times = Numbers.big(count).signum() < 0 ? 0 : Numbers.small(count);
    if (Python.isText(value)) {
      Budget.current().makeText((long) value.toString().length() * times);
      return value.toString().repeat(times);
    }
    if (value instanceof List<?> list) {
      Budget.current().makeItems((long) list.size() * times);
      List<@Nullable Object> all = new ArrayList<>();
      for (int i = 0; i < times && !list.isEmpty(); i++) {
        all.addAll(list);
      }
      return value instanceof Tuple ? Tuple.copyOf(all) : all;
    }
    return null;
  }

  static Object sign(boolean negative, @Nullable Object operand) {
    Undefined.require(operand == null ? "" : operand);
    if (!Python.isNumber(operand)) {
      throw new EvaluationException(
          "bad operand type for unary %s: '%s'"
              .formatted(negative ? "-" : "+", Python.typeName(operand)));
    }
    if (operand instanceof Double number) {
      return negative ? -number : number;
    }
    return Numbers.calculate(negative ? "-" : "+", 0L, operand);
  }

  static boolean holds(String operator, @Nullable Object left, @Nullable Object right) {
    return switch (operator) {
      case "==" -> Python.equal(left, right);
      case "!=" -> !Python.equal(left, right);
      case "<" -> Python.compare(left, right) < 0;
      case "<=" -> Python.compare(left, right) <= 0;
      case ">" -> Python.compare(left, right) > 0;
      case ">=" -> Python.compare(left, right) >= 0;
      case "in" -> Python.contains(right, left);
      default -> !Python.contains(right, left);
    };
  }
}
