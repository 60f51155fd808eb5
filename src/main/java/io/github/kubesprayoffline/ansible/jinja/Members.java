package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Callable;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code value.name} and {@code value[key]}. */
final class Members {

  private Members() {}

  /** A method of the value if it has one of that name, else the item of that key. */
  static @Nullable Object attribute(@Nullable Object target, String name) {
    if (target instanceof Undefined undefined) {
      return ofUndefined(undefined);
    }
    refuseInternals(name);
    Callable method = Methods.find(target, name);
    if (method != null) {
      return method;
    }
    if (target instanceof Map<?, ?> map && map.containsKey(name)) {
      return map.get(name);
    }
    return missing(target, name);
  }

  /** The item of that key or position, else the method of that name. */
  static @Nullable Object item(@Nullable Object target, @Nullable Object key) {
    if (target instanceof Undefined undefined) {
      return ofUndefined(undefined);
    }
    Undefined.require(key == null ? "" : key);
    if (target instanceof Map<?, ?> map && map.containsKey(Python.key(key))) {
      return map.get(Python.key(key));
    }
    if (Python.isInteger(key) && (target instanceof List || Python.isText(target))) {
      return at(target, Numbers.small(key));
    }
    if (Python.isText(key)) {
      refuseInternals(key.toString());
      Callable method = Methods.find(target, key.toString());
      return method != null ? method : missing(target, key);
    }
    return missing(target, key);
  }

  private static @Nullable Object at(Object target, int index) {
    List<@Nullable Object> items = Python.iterate(target);
    int position = index < 0 ? index + items.size() : index;
    return position >= 0 && position < items.size()
        ? items.get(position)
        : missing(target, (long) index);
  }

  private static Object ofUndefined(Undefined undefined) {
    if (undefined.lenient()) {
      throw undefined.failure();
    }
    return undefined;
  }

  private static Undefined missing(@Nullable Object target, @Nullable Object key) {
    String type = target == null ? "None" : Python.typeName(target) + " object";
    return Undefined.of(
        Python.isText(key)
            ? "'%s' has no attribute '%s'".formatted(type, key)
            : "%s has no element %s".formatted(type, Python.repr(key)));
  }

  /** Through its double underscores Python can be made to run anything. */
  private static void refuseInternals(String name) {
    if (name.startsWith("__")) {
      throw new EvaluationException(
          "'%s' is refused: templates here cannot reach into the interpreter".formatted(name));
    }
  }

  /**
   * A value as the key of a map.
   *
   * @throws EvaluationException if it is a list, a set or a map
   */
  static @Nullable Object hashable(@Nullable Object value) {
    Undefined.require(value == null ? "" : value);
    if (value instanceof Map
        || value instanceof Set
        || (value instanceof List && !(value instanceof Tuple))) {
      throw new EvaluationException("unhashable type: '%s'".formatted(Python.typeName(value)));
    }
    return Python.key(value);
  }
}
