package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Callable;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of Python's lists and maps; those of texts are in {@link TextMethods}. */
final class Methods {

  /** A method, given the value that it belongs to. */
  @FunctionalInterface
  interface Method<T> {
    @Nullable Object call(T self, Arguments arguments);
  }

  private static final Map<String, Method<Map<Object, Object>>> OF_MAPS =
      Map.of(
          "keys",
          (map, arguments) -> new ArrayList<>(map.keySet()),
          "values",
          (map, arguments) -> new ArrayList<>(map.values()),
          "items",
          (map, arguments) -> items(map),
          "get",
          Methods::get,
          "copy",
          (map, arguments) -> new LinkedHashMap<>(map),
          "update",
          Methods::update,
          "setdefault",
          Methods::setDefault,
          "pop",
          Methods::pop);

  private static final Map<String, Method<List<Object>>> OF_LISTS =
      Map.of(
          "index",
          Methods::index,
          "count",
          (list, arguments) -> count(list, arguments.bind("value").need("value")),
          "copy",
          (list, arguments) -> new ArrayList<>(list),
          "append",
          (list, arguments) -> changed(list.add(arguments.bind("item").need("item"))),
          "extend",
          (list, arguments) ->
              changed(list.addAll(Python.iterate(arguments.bind("items").need("items")))),
          "insert",
          Methods::insert,
          "pop",
          Methods::popAt,
          "remove",
          Methods::remove);

  private Methods() {}

  /** The method of that name bound to the value; null if its type has none. */
  @SuppressWarnings("unchecked") // entries are only read, or added as plain objects
  static @Nullable Callable find(@Nullable Object target, String name) {
    if (target instanceof Map) {
      return bind(OF_MAPS.get(name), (Map<Object, Object>) target, name);
    }
    if (target instanceof Tuple && !name.equals("index") && !name.equals("count")) {
      return null;
    }
    if (target instanceof List) {
      return bind(OF_LISTS.get(name), (List<Object>) target, name);
    }
    return Python.isText(target) ? bind(TextMethods.ALL.get(name), target.toString(), name) : null;
  }

  private static <T> @Nullable Callable bind(@Nullable Method<T> method, T self, String name) {
    return method == null
        ? null
        : (positional, named) -> call(method, self, new Arguments(positional, named), name);
  }

  private static <T> @Nullable Object call(
      Method<T> method, T self, Arguments arguments, String name) {
    try {
      return method.call(self, arguments);
    } catch (UnsupportedOperationException e) {
      throw new EvaluationException(
          "%s() would change a variable; copy it first".formatted(name), e);
    }
  }

  static List<@Nullable Object> items(Map<?, ?> map) {
    List<@Nullable Object> items = new ArrayList<>();
    map.forEach((key, value) -> items.add(Tuple.of(key, value)));
    return items;
  }

  private static @Nullable Object get(Map<Object, Object> map, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("key", "default");
    Object key = Python.key(bound.need("key"));
    return map.containsKey(key) ? map.get(key) : bound.get("default", null);
  }

  private static @Nullable Object update(Map<Object, Object> map, Arguments arguments) {
    for (Object other : arguments.positional()) {
      if (!(other instanceof Map<?, ?> entries)) {
        throw new EvaluationException(
            "update() takes a dict, not '%s'".formatted(Python.typeName(other)));
      }
      map.putAll(entries);
    }
    map.putAll(arguments.named());
    return null;
  }

  private static @Nullable Object setDefault(Map<Object, Object> map, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("key", "default");
    Object key = Members.hashable(bound.need("key"));
    if (!map.containsKey(key)) {
      map.put(key, bound.get("default", null));
    }
    return map.get(key);
  }

  private static @Nullable Object pop(Map<Object, Object> map, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("key", "default");
    Object key = Python.key(bound.need("key"));
    if (!map.containsKey(key) && !bound.has("default")) {
      throw new EvaluationException("there is no key %s to pop".formatted(Python.repr(key)));
    }
    return map.containsKey(key) ? map.remove(key) : bound.get("default", null);
  }

  private static Object index(List<Object> list, Arguments arguments) {
    Object wanted = arguments.bind("value").need("value");
    for (int i = 0; i < list.size(); i++) {
      if (Python.equal(list.get(i), wanted)) {
        return (long) i;
      }
    }
    throw new EvaluationException("%s is not in list".formatted(Python.repr(wanted)));
  }

  private static long count(List<Object> list, @Nullable Object wanted) {
    return list.stream().filter(item -> Python.equal(item, wanted)).count();
  }

  private static @Nullable Object changed(boolean ignored) {
    return null;
  }

  private static @Nullable Object insert(List<Object> list, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("index", "item");
    int at = Numbers.small(bound.need("index"));
    int position = at < 0 ? at + list.size() : at;
    list.add(Math.max(0, Math.min(list.size(), position)), bound.need("item"));
    return null;
  }

  private static @Nullable Object popAt(List<Object> list, Arguments arguments) {
    int at = arguments.bind("index").number("index", -1);
    int position = at < 0 ? at + list.size() : at;
    if (position < 0 || position >= list.size()) {
      throw new EvaluationException("pop index out of range");
    }
    return list.remove(position);
  }

  private static @Nullable Object remove(List<Object> list, Arguments arguments) {
    list.remove(Numbers.small(index(list, arguments)));
    return null;
  }
}
