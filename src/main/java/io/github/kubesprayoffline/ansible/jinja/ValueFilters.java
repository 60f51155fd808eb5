package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters that take any value: defaults, conversions, choices. */
final class ValueFilters {

  static final Map<String, Filters.Filter> ALL =
      Map.ofEntries(
          Map.entry("default", (value, arguments, scope) -> orDefault(value, arguments)),
          Map.entry("d", (value, arguments, scope) -> orDefault(value, arguments)),
          Map.entry("mandatory", (value, arguments, scope) -> mandatory(value, arguments)),
          Map.entry("type_debug", (value, arguments, scope) -> Python.typeName(value)),
          Map.entry("bool", (value, arguments, scope) -> bool(value)),
          Map.entry("string", (value, arguments, scope) -> Python.str(value)),
          Map.entry("ternary", (value, arguments, scope) -> ternary(value, arguments)),
          Map.entry("extract", (value, arguments, scope) -> extract(value, arguments)),
          Map.entry("attr", (value, arguments, scope) -> attribute(value, arguments)));

  private static final Set<String> TRUE_WORDS = Set.of("yes", "on", "1", "true");

  private ValueFilters() {}

  private static @Nullable Object orDefault(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("default_value", "boolean");
    boolean replaces =
        value instanceof Undefined || (bound.flag("boolean", false) && !Python.truth(value));
    return replaces ? bound.get("default_value", "") : value;
  }

  private static @Nullable Object mandatory(@Nullable Object value, Arguments arguments) {
    if (value instanceof Undefined undefined) {
      Object message = arguments.bind("msg").get("msg", null);
      throw new EvaluationException(
          message == null
              ? "Mandatory variable not defined: " + undefined.why()
              : Python.str(message));
    }
    return value;
  }

  static @Nullable Object bool(@Nullable Object value) {
    if (value == null || value instanceof Boolean) {
      return value;
    }
    return Python.isText(value)
        ? (Object) TRUE_WORDS.contains(value.toString().toLowerCase(Locale.ROOT))
        : (Object) Python.equal(value, 1L);
  }

  private static @Nullable Object ternary(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("true_val", "false_val", "none_val");
    if (value == null && bound.get("none_val", null) != null) {
      return bound.get("none_val", null);
    }
    return bound.need(Python.truth(value) ? "true_val" : "false_val");
  }

  private static @Nullable Object extract(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("container", "morekeys");
    Object result = Members.item(bound.need("container"), value);
    Object more = bound.get("morekeys", null);
    if (more == null) {
      return result;
    }
    for (Object key : more instanceof List<?> keys ? keys : List.of(more)) {
      result = Members.item(result, key);
    }
    return result;
  }

  private static @Nullable Object attribute(@Nullable Object value, Arguments arguments) {
    return Members.attribute(value, Python.str(arguments.bind("name").need("name")));
  }
}
