package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.ansible.value.ValueSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters on maps. */
final class MapFilters {

  static final Map<String, Filters.Filter> ALL =
      Map.ofEntries(
          Map.entry("dict2items", (value, a, s) -> toItems(value, a)),
          Map.entry("items2dict", (value, a, s) -> fromItems(value, a)),
          Map.entry("items", (value, a, s) -> Methods.items(map(value))),
          Map.entry("dictsort", (value, a, s) -> sort(value, a)),
          Map.entry("combine", (value, a, s) -> combine(value, a)),
          Map.entry("subelements", (value, a, s) -> subelements(value, a)),
          Map.entry("rekey_on_member", (value, a, s) -> rekey(value, a)),
          Map.entry("dict", (value, a, s) -> ofPairs(value)),
          Map.entry("keep_keys", (value, a, s) -> keepKeys(value, a)),
          Map.entry(
              "json_query",
              (value, a, s) -> JmesPath.search(a.bind("expr").text("expr", ""), value)));

  private MapFilters() {}

  private static Map<@Nullable Object, @Nullable Object> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return Python.asObjects(map);
    }
    throw new EvaluationException(
        "requires a dictionary, got %s instead.".formatted(Python.typeName(value)));
  }

  /** A map of pairs. */
  private static Object ofPairs(@Nullable Object value) {
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (Object each : Python.iterate(value)) {
      List<@Nullable Object> pair = Python.iterate(each);
      if (pair.size() != 2) {
        throw new EvaluationException(
            "dict takes pairs, but one has %d items".formatted(pair.size()));
      }
      map.put(Python.key(pair.get(0)), pair.get(1));
    }
    return map;
  }

  /** The maps of a list with no other keys than some. */
  private static Object keepKeys(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("target", "matching_parameter");
    if (!bound.text("matching_parameter", "equal").equals("equal")) {
      throw new EvaluationException("keep_keys keeps keys by their whole names only");
    }
    Object target = bound.need("target");
    List<@Nullable Object> keys =
        Python.isText(target) ? List.of(Python.str(target)) : Python.iterate(target);
    List<@Nullable Object> all = new ArrayList<>();
    for (Object each : Python.iterate(value)) {
      Map<@Nullable Object, @Nullable Object> kept = new LinkedHashMap<>(map(each));
      kept.keySet().removeIf(key -> keys.stream().noneMatch(one -> Python.equal(one, key)));
      all.add(kept);
    }
    return all;
  }

  private static Object toItems(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("key_name", "value_name");
    Budget.current().makeEntries(4L * map(value).size());
    List<@Nullable Object> items = new ArrayList<>();
    map(value)
        .forEach(
            (key, item) -> {
              Map<@Nullable Object, @Nullable Object> entry = new LinkedHashMap<>();
              entry.put(bound.get("key_name", "key"), key);
              entry.put(bound.get("value_name", "value"), item);
              items.add(entry);
            });
    return items;
  }

  private static Object fromItems(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("key_name", "value_name");
    if (!Python.isSequence(value)) {
      throw new EvaluationException(
          "requires a list, got %s instead.".formatted(Python.typeName(value)));
    }
    Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
    Budget.current().makeEntries(Python.length(value));
    for (Object item : Python.iterate(value)) {
      Map<@Nullable Object, @Nullable Object> entry = map(item);
      result.put(
          Python.key(member(entry, bound.get("key_name", "key"))),
          member(entry, bound.get("value_name", "value")));
    }
    return result;
  }

  private static @Nullable Object member(
      Map<@Nullable Object, @Nullable Object> entry, @Nullable Object key) {
    if (!entry.containsKey(Python.key(key))) {
      throw new EvaluationException("an item has no key " + Python.repr(key));
    }
    return entry.get(Python.key(key));
  }

  private static Object sort(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("case_sensitive", "by", "reverse");
    boolean caseSensitive = bound.flag("case_sensitive", false);
    int by = bound.text("by", "key").equals("value") ? 1 : 0;
    return Sorting.sort(
        Methods.items(map(value)),
        item ->
            Collections.singletonList(AttributePath.fold(((Tuple) item).get(by), caseSensitive)),
        bound.flag("reverse", false));
  }

  private static @Nullable Object combine(@Nullable Object value, Arguments arguments) {
    Arguments.Bound options =
        new Arguments(List.of(), arguments.named()).bind("recursive", "list_merge");
    List<@Nullable Object> maps = new ArrayList<>();
    SequenceFilters.flatten(arguments.after(value).positional(), 1, true, maps);
    maps.forEach(each -> requireDefined(each));
    Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
    for (Object each : maps) {
      result =
          merge(
              result,
              map(each),
              options.flag("recursive", false),
              options.text("list_merge", "replace"));
    }
    return result;
  }

  private static void requireDefined(@Nullable Object value) {
    Budget.current().step();
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(MapFilters::requireDefined);
    } else if (value instanceof List<?> list) {
      list.forEach(MapFilters::requireDefined);
    } else if (value instanceof Undefined undefined) {
      throw new EvaluationException(undefined.why());
    }
  }

  private static Map<@Nullable Object, @Nullable Object> merge(
      Map<?, ?> low, Map<?, ?> high, boolean recursive, String listMerge) {
    Budget.current().makeEntries((long) low.size() + high.size());
    Map<@Nullable Object, @Nullable Object> merged = new LinkedHashMap<>(low);
    high.forEach(
        (key, value) -> {
          Object before = merged.get(key);
          if (recursive && before instanceof Map<?, ?> one && value instanceof Map<?, ?> other) {
            merged.put(key, merge(one, other, true, listMerge));
          } else if (before instanceof List<?> one && value instanceof List<?> other) {
            merged.put(key, mergeLists(one, other, listMerge));
          } else {
            merged.put(key, value);
          }
        });
    return merged;
  }

  private static Object mergeLists(List<?> low, List<?> high, String listMerge) {
    return switch (listMerge) {
      case "replace" -> high;
      case "keep" -> low;
      case "append" -> both(low, high);
      case "prepend" -> both(high, low);
      case "append_rp" -> both(without(low, high), high);
      case "prepend_rp" -> both(high, without(low, high));
      default ->
          throw new EvaluationException("'%s' is no way to merge lists".formatted(listMerge));
    };
  }

  private static List<@Nullable Object> both(List<?> one, List<?> other) {
    Budget.current().makeItems((long) one.size() + other.size());
    List<@Nullable Object> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  private static List<?> without(List<?> items, List<?> others) {
    ValueSet known = ValueSet.of(others);
    return items.stream().filter(item -> !known.contains(item)).toList();
  }

  private static Object subelements(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("subelements", "skip_missing");
    List<@Nullable Object> elements =
        value instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : Python.iterate(value);
    AttributePath path = AttributePath.of(bound.need("subelements"));
    List<@Nullable Object> results = new ArrayList<>();
    for (Object element : elements) {
      Object items = path.get(element);
      if (items instanceof Undefined && bound.flag("skip_missing", false)) {
        continue;
      }
      if (!(items instanceof List<?> list)) {
        throw new EvaluationException("an element has no list " + bound.text("subelements", ""));
      }
      Budget.current().makeEntries(2L * list.size());
      list.forEach(item -> results.add(Tuple.of(element, item)));
    }
    return results;
  }

  private static Object rekey(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("key", "duplicates");
    boolean overwrites = bound.text("duplicates", "error").equals("overwrite");
    Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
    for (Object item : value instanceof Map<?, ?> map ? map.values() : Python.iterate(value)) {
      Object key = member(map(item), bound.need("key"));
      Budget.current().makeEntries(1);
      if (result.put(Python.key(key), item) != null && !overwrites) {
        throw new EvaluationException("Key %s is not unique".formatted(Python.str(key)));
      }
    }
    return result;
  }
}
