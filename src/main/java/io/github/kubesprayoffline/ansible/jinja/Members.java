package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.Callable;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code value.name} and {@code value[key]}. */
final class Members {

  /** Of a longer name, a message shows the beginning. */
  private static final int MAX_NAME = 500;

  private Members() {}

  /** A method of the value if it has one of that name, else the item of that key. */
  static @Nullable Object attribute(@Nullable Object target, String name) {
    if (target instanceof Undefined undefined) {
      return ofUndefined(undefined);
    }
    if (!isAssignment(target, name)) {
      refuseInternals(name);
    }
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
    Budget.current().step();
    if (target instanceof Map<?, ?> map
        && Python.isHashable(key)
        && map.containsKey(Python.key(key))) {
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
    if (target instanceof List<?> list) {
      int position = index < 0 ? index + list.size() : index;
      return position >= 0 && position < list.size()
          ? list.get(position)
          : missing(target, (long) index);
    }
    String text = target.toString();
    int length = Python.length(text);
    int position = index < 0 ? index + length : index;
    return position >= 0 && position < length
        ? Character.toString(text.codePointAt(text.offsetByCodePoints(0, position)))
        : missing(target, (long) index);
  }

  /** The one way of a template to give a key of its own map a value. */
  private static boolean isAssignment(@Nullable Object target, String name) {
    return target instanceof Map && name.equals("__setitem__");
  }

  private static Object ofUndefined(Undefined undefined) {
    if (undefined.lenient()) {
      throw undefined.failure();
    }
    return undefined;
  }

  private static Undefined missing(@Nullable Object target, @Nullable Object key) {
    String type = target == null ? "None" : Python.typeName(target) + " object";
    Object shown = shown(key);
    return Undefined.of(
        Python.isText(key)
            ? "'%s' has no attribute '%s'".formatted(type, shown)
            : "%s has no element %s".formatted(type, Python.repr(shown)));
  }

  /** What a message says of a key: no more of a list than its type. */
  private static @Nullable Object shown(@Nullable Object key) {
    if (Python.isText(key)) {
      return shortened(key.toString());
    }
    return key == null || Python.isNumber(key) ? key : Python.typeName(key);
  }

  private static String shortened(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "…";
  }

  /** Through its double underscores Python can be made to run anything. */
  private static void refuseInternals(String name) {
    if (name.startsWith("__")) {
      throw new EvaluationException(
          "'%s' is refused: templates here cannot reach into the interpreter"
              .formatted(shortened(name)));
    }
  }
}
