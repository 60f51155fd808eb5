package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
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
          (map, arguments) -> Python.iterate(map),
          "values",
          (map, arguments) -> values(map),
          "items",
          (map, arguments) -> items(map),
          "get",
          Methods::get,
          "copy",
          (map, arguments) -> copy(map),
          "update",
          Methods::update,
          "setdefault",
          Methods::setDefault,
          "__setitem__",
          Methods::setItem,
          "pop",
          Methods::pop);

  private static final Map<String, Method<List<Object>>> OF_LISTS =
      Map.of(
          "index",
          Methods::index,
          "count",
          (list, arguments) -> count(list, arguments.bind("value").need("value")),
          "copy",
          (list, arguments) -> copy(list),
          "append",
          (list, arguments) -> changed(grown(list, 1).add(arguments.bind("item").need("item"))),
          "extend",
          Methods::extend,
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
    Arguments.charge(self, Budget.current());
    try {
      return method.call(self, arguments);
    } catch (UnsupportedOperationException e) {
      throw new EvaluationException(
          "%s() would change a variable; copy it first".formatted(name), e);
    }
  }

  private static List<@Nullable Object> values(Map<Object, Object> map) {
    Budget.current().makeItems(map.size());
    return new ArrayList<>(map.values());
  }

  private static Object copy(Map<Object, Object> map) {
    Budget.current().makeEntries(map.size());
    return new LinkedHashMap<>(map);
  }

  private static Object copy(List<Object> list) {
    Budget.current().makeItems(list.size());
    return new ArrayList<>(list);
  }

  /** The same list, when so many items more are charged. */
  private static List<Object> grown(List<Object> list, int more) {
    Budget.current().makeItems(more);
    if (list.size() + (long) more > Budget.MAX_ITEMS) {
      Budget.current().makeItems(list.size() + (long) more);
    }
    return list;
  }

  /** The same list, when moving its items is charged. */
  private static List<Object> moved(List<Object> list) {
    Budget.current().chars(list.size());
    return list;
  }

  private static @Nullable Object extend(List<Object> list, Arguments arguments) {
    List<Object> items = Python.iterate(arguments.bind("items").need("items"));
    return changed(grown(list, items.size()).addAll(items));
  }

  static List<@Nullable Object> items(Map<?, ?> map) {
    Budget.current().makeEntries(2L * map.size());
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
      Budget.current().makeEntries(entries.size());
      map.putAll(entries);
    }
    map.putAll(arguments.named());
    return null;
  }

  private static @Nullable Object setItem(Map<Object, Object> map, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("key", "value");
    Budget.current().makeEntries(1);
    map.put(Python.key(bound.need("key")), bound.need("value"));
    return null;
  }

  private static @Nullable Object setDefault(Map<Object, Object> map, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("key", "default");
    Object key = Python.key(bound.need("key"));
    Budget.current().makeEntries(1);
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
    moved(grown(list, 1)).add(Math.max(0, Math.min(list.size(), position)), bound.need("item"));
    return null;
  }

  private static @Nullable Object popAt(List<Object> list, Arguments arguments) {
    int at = arguments.bind("index").number("index", -1);
    int position = at < 0 ? at + list.size() : at;
    if (position < 0 || position >= list.size()) {
      throw new EvaluationException("pop index out of range");
    }
    return moved(list).remove(position);
  }

  private static @Nullable Object remove(List<Object> list, Arguments arguments) {
    moved(list).remove(Numbers.small(index(list, arguments)));
    return null;
  }
}
