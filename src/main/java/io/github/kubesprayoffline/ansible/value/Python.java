package io.github.kubesprayoffline.ansible.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Python's rules for values, which templates rest on. Python's {@code None} is null here, its
 * {@code int} a Long or BigInteger, {@code float} a Double, {@code str} a String or a {@link Text},
 * {@code list} a List, {@code tuple} a {@link Tuple}, {@code set} a Set and {@code dict} a Map.
 */
public final class Python {

  private Python() {}

  /** A value from Java code, such as an Integer, as a template would have it. */
  public static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, item) -> all.put(of(key), of(item)));
      return all;
    }
    if (value instanceof List<?> list && !(value instanceof Tuple)) {
      List<@Nullable Object> all = new ArrayList<>();
      list.forEach(item -> all.add(of(item)));
      return all;
    }
    return value;
  }

  /**
   * What {@code bool()} gives.
   *
   * @throws UndefinedException if the value is undefined
   */
  public static boolean truth(@Nullable Object value) {
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    if (value instanceof Collection<?> items) {
      return !items.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    if (value instanceof Undefined undefined) {
      Undefined.require(undefined);
      return false;
    }
    return !isText(value) || !value.toString().isEmpty();
  }

  /** Whether the value is Python's {@code str}. */
  public static boolean isText(@Nullable Object value) {
    return value instanceof String || (value instanceof Text && !(value instanceof Text.Timestamp));
  }

  /** Whether the value is Python's {@code list} or {@code tuple}. */
  public static boolean isSequence(@Nullable Object value) {
    return value instanceof List<?>;
  }

  /** Whether the value is an {@code int}, which a {@code bool} is too. */
  public static boolean isInteger(@Nullable Object value) {
    return value instanceof Long || value instanceof BigInteger || value instanceof Boolean;
  }

  /** Whether the value is an {@code int} or a {@code float}. */
  public static boolean isNumber(@Nullable Object value) {
    return isInteger(value) || value instanceof Double;
  }

  /** What {@code str()} gives. */
  public static String str(@Nullable Object value) {
    return PythonText.str(value);
  }

  /** What {@code repr()} gives. */
  public static String repr(@Nullable Object value) {
    return PythonText.repr(value);
  }

  /** The name of the type, as Ansible's {@code type_debug} has it. */
  public static String typeName(@Nullable Object value) {
    if (value == null) {
      return "NoneType";
    }
    if (value instanceof Boolean) {
      return "bool";
    }
    if (isInteger(value)) {
      return "int";
    }
    if (value instanceof Double) {
      return "float";
    }
    if (value instanceof Tuple) {
      return "tuple";
    }
    if (value instanceof List) {
      return "list";
    }
    if (value instanceof Set) {
      return "set";
    }
    if (value instanceof Map) {
      return "dict";
    }
    if (value instanceof Text.Timestamp) {
      return "datetime";
    }
    return value instanceof Undefined ? "AnsibleUndefined" : textType(value);
  }

  private static String textType(Object value) {
    if (value instanceof Text.Vaulted) {
      return "AnsibleVaultEncryptedUnicode";
    }
    return isText(value) ? "str" : "function";
  }

  /** What iterating gives: a list's items, a map's keys, a text's characters. */
  public static List<@Nullable Object> iterate(@Nullable Object value) {
    if (value instanceof Undefined undefined) {
      Undefined.require(undefined);
      return List.of();
    }
    Budget budget = Budget.current();
    if (value instanceof List<?> list) {
      budget.items(list.size());
      return asObjects(list);
    }
    if (value instanceof Collection<?> items) {
      budget.makeItems(items.size());
      return new ArrayList<>(items);
    }
    if (value instanceof Map<?, ?> map) {
      budget.makeItems(map.size());
      return new ArrayList<>(map.keySet());
    }
    if (isText(value)) {
      budget.makeEntries(value.toString().length());
      return value.toString().codePoints().<Object>mapToObj(Character::toString).toList();
    }
    throw new EvaluationException("'%s' object is not iterable".formatted(typeName(value)));
  }

  /** A list whose items are read as plain objects. */
  @SuppressWarnings("unchecked") // items are only read
  public static List<@Nullable Object> asObjects(List<?> list) {
    return (List<@Nullable Object>) list;
  }

  /** A map whose keys and values are read as plain objects. */
  @SuppressWarnings("unchecked") // entries are only read
  public static Map<@Nullable Object, @Nullable Object> asObjects(Map<?, ?> map) {
    return (Map<@Nullable Object, @Nullable Object>) map;
  }

  /** What {@code len()} gives. */
  public static int length(@Nullable Object value) {
    if (value instanceof Collection<?> items) {
      return items.size();
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    Undefined.require(value == null ? "" : value);
    if (isText(value)) {
      String text = value.toString();
      Budget.current().chars(text.length());
      return text.codePointCount(0, text.length());
    }
    if (value instanceof Undefined) {
      return 0;
    }
    throw new EvaluationException("object of type '%s' has no len()".formatted(typeName(value)));
  }

  /** What {@code item in container} gives. */
  public static boolean contains(@Nullable Object container, @Nullable Object item) {
    if (isText(container)) {
      if (!isText(item)) {
        Undefined.require(item == null ? "" : item);
        throw new EvaluationException(
            "'in <string>' requires string as left operand, not " + typeName(item));
      }
      return TextSearch.indexOf(container.toString(), item.toString(), 0) >= 0;
    }
    if (container instanceof Map<?, ?> map) {
      Undefined.require(item == null ? "" : item);
      return map.containsKey(key(item));
    }
    if (container instanceof Number || container instanceof Boolean || container == null) {
      throw new EvaluationException(
          "argument of type '%s' is not iterable".formatted(typeName(container)));
    }
    return iterate(container).stream().anyMatch(each -> equal(each, item));
  }

  /**
   * A value as the key of a map: marked text is plain text.
   *
   * @throws EvaluationException if it is, or holds, a list, a set or a map
   */
  public static @Nullable Object key(@Nullable Object value) {
    if (!isHashable(value)) {
      throw new EvaluationException("unhashable type: '%s'".formatted(typeName(value)));
    }
    return isText(value) ? value.toString() : value;
  }

  /** Whether the value can be the key of a map. */
  public static boolean isHashable(@Nullable Object value) {
    if (value instanceof Tuple tuple) {
      Budget.current().items(tuple.size());
      return tuple.stream().allMatch(Python::isHashable);
    }
    return !(value instanceof Map || value instanceof Collection);
  }

  /** What {@code ==} gives. */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    return equal(left, right, Budget.current());
  }

  private static boolean equal(@Nullable Object left, @Nullable Object right, Budget budget) {
    budget.step();
    if (left instanceof Undefined || right instanceof Undefined) {
      Undefined.require(left == null ? "" : left);
      Undefined.require(right == null ? "" : right);
      return left instanceof Undefined && right instanceof Undefined;
    }
    if (isNumber(left) && isNumber(right)) {
      return Numbers.compare(left, right) == 0;
    }
    if (isText(left) && isText(right)) {
      return equalTexts(left.toString(), right.toString(), budget);
    }
    if (left instanceof List<?> one && right instanceof List<?> other) {
      return left instanceof Tuple == right instanceof Tuple && equalItems(one, other, budget);
    }
    if (left instanceof Map<?, ?> one && right instanceof Map<?, ?> other) {
      return equalEntries(one, other, budget);
    }
    if (left instanceof Set<?> one && right instanceof Set<?> other) {
      budget.items((long) one.size() + other.size());
    }
    return left == null ? right == null : left.equals(right);
  }

  private static boolean equalTexts(String one, String other, Budget budget) {
    if (one.length() != other.length()) {
      return false;
    }
    budget.chars(one.length());
    return one.equals(other);
  }

  /** What is the same object is equal for Python, whatever is in it. */
  private static boolean same(@Nullable Object one, @Nullable Object other, Budget budget) {
    return one == other || equal(one, other, budget);
  }

  private static boolean equalItems(List<?> one, List<?> other, Budget budget) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!same(one.get(i), other.get(i), budget)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalEntries(Map<?, ?> one, Map<?, ?> other, Budget budget) {
    return one.size() == other.size()
        && one.entrySet().stream()
            .allMatch(
                entry ->
                    other.containsKey(entry.getKey())
                        && same(entry.getValue(), other.get(entry.getKey()), budget));
  }

  /**
   * What {@code <} and its kin compare by.
   *
   * @throws EvaluationException if Python does not order these types
   */
  public static int compare(@Nullable Object left, @Nullable Object right) {
    Budget.current().step();
    Undefined.require(left == null ? "" : left);
    Undefined.require(right == null ? "" : right);
    if (isNumber(left) && isNumber(right)) {
      return Numbers.compare(left, right);
    }
    if (isText(left) && isText(right)) {
      return comparePoints(left.toString(), right.toString());
    }
    if (left instanceof List<?> one && right instanceof List<?> other) {
      return compareItems(one, other);
    }
    throw new EvaluationException(
        "'<' not supported between instances of '%s' and '%s'"
            .formatted(typeName(left), typeName(right)));
  }

  private static int comparePoints(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int at = 0;
    while (at < shorter && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    Budget.current().chars(at);
    if (at == shorter) {
      return Integer.compare(one.length(), other.length());
    }
    int start = at > 0 && Character.isHighSurrogate(one.charAt(at - 1)) ? at - 1 : at;
    return Integer.compare(one.codePointAt(start), other.codePointAt(start));
  }

  private static int compareItems(List<?> one, List<?> other) {
    Budget budget = Budget.current();
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      if (!same(one.get(i), other.get(i), budget)) {
        return compare(one.get(i), other.get(i));
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
