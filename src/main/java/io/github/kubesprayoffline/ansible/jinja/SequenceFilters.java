package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.ansible.value.ValueSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters on lists: their order, their parts, their joins. */
final class SequenceFilters {

  static final Map<String, Filters.Filter> ALL =
      Map.ofEntries(
          Map.entry("length", (value, a, s) -> (long) Python.length(value)),
          Map.entry("count", (value, a, s) -> (long) Python.length(value)),
          Map.entry("list", (value, a, s) -> new ArrayList<>(Python.iterate(value))),
          Map.entry("first", (value, a, s) -> end(value, true)),
          Map.entry("last", (value, a, s) -> end(value, false)),
          Map.entry("random", (value, a, s) -> s.choose(choices(value))),
          Map.entry("join", (value, a, s) -> join(value, a)),
          Map.entry("reverse", (value, a, s) -> reverse(value)),
          Map.entry("sort", (value, a, s) -> sort(value, a)),
          Map.entry("unique", (value, a, s) -> unique(value, a)),
          Map.entry("union", (value, a, s) -> union(value, other(a))),
          Map.entry("intersect", (value, a, s) -> keep(value, other(a), true)),
          Map.entry("difference", (value, a, s) -> keep(value, other(a), false)),
          Map.entry("symmetric_difference", (value, a, s) -> symmetricDifference(value, other(a))),
          Map.entry("flatten", (value, a, s) -> flatten(value, a)),
          Map.entry("batch", (value, a, s) -> batch(value, a)),
          Map.entry("slice", (value, a, s) -> slice(value, a)),
          Map.entry("zip", (value, a, s) -> zip(a.after(value).positional(), false, null)),
          Map.entry("zip_longest", (value, a, s) -> zipLongest(value, a)),
          Map.entry("product", (value, a, s) -> product(a.after(value).positional())),
          Map.entry("min", (value, a, s) -> extreme(value, a, -1)),
          Map.entry("max", (value, a, s) -> extreme(value, a, 1)),
          Map.entry("sum", (value, a, s) -> sum(value, a)));

  private SequenceFilters() {}

  /**
   * What may come out by chance: an item, or for a number what is below it, of which one will do.
   */
  private static List<@Nullable Object> choices(@Nullable Object value) {
    return Python.isInteger(value) ? List.of(0L) : Python.iterate(value);
  }

  private static @Nullable Object other(Arguments arguments) {
    return arguments.bind("b").need("b");
  }

  private static @Nullable Object end(@Nullable Object value, boolean first) {
    List<@Nullable Object> items =
        value instanceof List<?> list ? Python.asObjects(list) : Python.iterate(value);
    if (items.isEmpty()) {
      return Undefined.of("No %s item, sequence was empty.".formatted(first ? "first" : "last"));
    }
    return items.get(first ? 0 : items.size() - 1);
  }

  private static String join(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("d", "attribute");
    String separator = bound.text("d", "");
    AttributePath path = AttributePath.of(bound.get("attribute", null));
    GrowingText out = new GrowingText();
    String before = "";
    for (Object item : Python.iterate(value)) {
      out.append(before).append(Python.str(path.get(item)));
      before = separator;
    }
    return out.toString();
  }

  private static Object reverse(@Nullable Object value) {
    if (Python.isText(value)) {
      return new StringBuilder(value.toString()).reverse().toString();
    }
    List<@Nullable Object> items = new ArrayList<>(Python.iterate(value));
    Collections.reverse(items);
    return items;
  }

  private static Object sort(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("reverse", "case_sensitive", "attribute");
    boolean caseSensitive = bound.flag("case_sensitive", false);
    Object attribute = bound.get("attribute", null);
    List<AttributePath> paths = AttributePath.several(attribute);
    return Sorting.sort(
        Python.iterate(value),
        item -> keys(paths, caseSensitive, item),
        bound.flag("reverse", false));
  }

  private static List<@Nullable Object> keys(
      List<AttributePath> paths, boolean caseSensitive, @Nullable Object item) {
    List<@Nullable Object> keys = new ArrayList<>(paths.size());
    paths.forEach(path -> keys.add(AttributePath.fold(path.get(item), caseSensitive)));
    return keys;
  }

  private static List<@Nullable Object> unique(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("case_sensitive", "attribute");
    return distinct(
        Python.iterate(value),
        AttributePath.of(bound.get("attribute", null)),
        bound.flag("case_sensitive", false));
  }

  private static List<@Nullable Object> distinct(
      List<@Nullable Object> items, AttributePath path, boolean caseSensitive) {
    ValueSet seen = new ValueSet();
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object item : items) {
      Object key = AttributePath.fold(path.get(item), caseSensitive);
      if (seen.add(key)) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static List<@Nullable Object> union(@Nullable Object one, @Nullable Object other) {
    List<@Nullable Object> items = Python.iterate(one);
    List<@Nullable Object> more = Python.iterate(other);
    Budget.current().makeItems((long) items.size() + more.size());
    List<@Nullable Object> all = new ArrayList<>(items);
    all.addAll(more);
    return distinct(all, AttributePath.SELF, true);
  }

  private static List<@Nullable Object> keep(
      @Nullable Object one, @Nullable Object other, boolean common) {
    Predicate<@Nullable Object> contains =
        Python.isText(other) && !Python.isText(one)
            ? item -> Python.contains(other, item)
            : ValueSet.of(Python.iterate(other))::contains;
    return distinct(
        new ArrayList<>(
            Python.iterate(one).stream().filter(item -> contains.test(item) == common).toList()),
        AttributePath.SELF,
        true);
  }

  private static List<@Nullable Object> symmetricDifference(
      @Nullable Object one, @Nullable Object other) {
    return keep(union(one, other), keep(one, other, true), false);
  }

  private static List<@Nullable Object> flatten(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("levels", "skip_nulls");
    int levels = bound.get("levels", null) == null ? Integer.MAX_VALUE : bound.number("levels", 0);
    List<@Nullable Object> flat = new ArrayList<>();
    flatten(Python.iterate(value), levels, bound.flag("skip_nulls", true), flat);
    return flat;
  }

  static void flatten(List<?> items, int levels, boolean skipNulls, List<@Nullable Object> flat) {
    Budget.current().makeItems(items.size());
    for (Object item : items) {
      if (skipNulls && (item == null || "None".equals(item) || "null".equals(item))) {
        continue;
      }
      if (item instanceof List<?> nested && levels >= 1) {
        flatten(nested, levels - 1, skipNulls, flat);
      } else {
        flat.add(item);
      }
    }
  }

  private static Object batch(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("linecount", "fill_with");
    int size = Math.max(1, Numbers.small(bound.need("linecount")));
    Object fill = bound.get("fill_with", null);
    List<@Nullable Object> items = Python.iterate(value);
    Budget.current().makeItems(fill == null ? 0 : ((long) items.size() + size - 1) / size * size);
    List<@Nullable Object> batches = new ArrayList<>();
    for (int from = 0; from < items.size(); from = next(from, size)) {
      int to = (int) Math.min(items.size(), (long) from + size);
      Budget.current().makeItems(to - from);
      List<@Nullable Object> batch = new ArrayList<>(items.subList(from, to));
      while (fill != null && batch.size() < size) {
        batch.add(fill);
      }
      batches.add(batch);
    }
    return batches;
  }

  private static int next(int from, int size) {
    return (int) Math.min(Integer.MAX_VALUE, (long) from + size);
  }

  private static Object slice(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("slices", "fill_with");
    int count = Math.max(1, Numbers.small(bound.need("slices")));
    Budget.current().makeItems(count);
    Object fill = bound.get("fill_with", null);
    List<@Nullable Object> items = Python.iterate(value);
    int size = items.size() / count;
    int longer = items.size() % count;
    List<@Nullable Object> slices = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < count; i++) {
      int to = from + size + (i < longer ? 1 : 0);
      Budget.current().makeItems(to - from + 1L);
      List<@Nullable Object> slice = new ArrayList<>(items.subList(from, to));
      if (fill != null && i >= longer) {
        slice.add(fill);
      }
      slices.add(slice);
      from = to;
    }
    return slices;
  }

  private static Object zipLongest(@Nullable Object value, Arguments arguments) {
    Arguments.Bound named = new Arguments(List.of(), arguments.named()).bind("fillvalue");
    return zip(arguments.after(value).positional(), true, named.get("fillvalue", null));
  }

  private static Object zip(
      List<@Nullable Object> columns, boolean longest, @Nullable Object fill) {
    List<List<@Nullable Object>> lists = columns.stream().map(Python::iterate).toList();
    Comparator<Integer> order = longest ? Comparator.reverseOrder() : Comparator.naturalOrder();
    int rows = lists.stream().map(List::size).min(order).orElse(0);
    Budget.current().makeItems(rows);
    List<@Nullable Object> zipped = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int at = row;
      Budget.current().makeItems(lists.size());
      List<@Nullable Object> cells = new ArrayList<>();
      lists.forEach(list -> cells.add(at < list.size() ? list.get(at) : fill));
      zipped.add(Tuple.copyOf(cells));
    }
    return zipped;
  }

  private static Object product(List<@Nullable Object> columns) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(List.of());
    for (Object column : columns) {
      List<@Nullable Object> items = Python.iterate(column);
      Budget.current().makeItems((long) rows.size() * items.size());
      List<List<@Nullable Object>> longer = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        for (Object item : items) {
          Budget.current().makeItems(row.size() + 1L);
          List<@Nullable Object> next = new ArrayList<>(row);
          next.add(item);
          longer.add(next);
        }
      }
      rows = longer;
    }
    Budget.current().makeEntries(rows.size());
    return new ArrayList<Object>(rows.stream().map(Tuple::copyOf).toList());
  }

  private static @Nullable Object extreme(@Nullable Object value, Arguments arguments, int sign) {
    Arguments.Bound bound = arguments.bind("case_sensitive", "attribute");
    boolean caseSensitive = bound.flag("case_sensitive", false);
    AttributePath path = AttributePath.of(bound.get("attribute", null));
    List<@Nullable Object> items = Python.iterate(value);
    if (items.isEmpty()) {
      return Undefined.of("No aggregated item, sequence was empty.");
    }
    Object best = items.get(0);
    Object bestKey = AttributePath.fold(path.get(best), caseSensitive);
    for (Object item : items) {
      Object key = AttributePath.fold(path.get(item), caseSensitive);
      if (Python.compare(key, bestKey) * sign > 0) {
        best = item;
        bestKey = key;
      }
    }
    return best;
  }

  private static @Nullable Object sum(@Nullable Object value, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("attribute", "start");
    AttributePath path = AttributePath.of(bound.get("attribute", null));
    Object total = bound.get("start", 0L);
    if (Python.isText(total)) {
      throw new EvaluationException("sum() can't sum strings [use ''.join(seq) instead]");
    }
    for (Object item : Python.iterate(value)) {
      total = Operators.calculate("+", total, path.get(item));
    }
    return total;
  }
}
