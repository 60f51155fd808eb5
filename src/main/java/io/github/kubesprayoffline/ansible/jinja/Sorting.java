package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.Python;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sorts as Python does: the keys of an item are made once, the order of equals is kept. */
final class Sorting {

  private record Keyed(@Nullable Object item, List<@Nullable Object> keys) {}

  private static final Comparator<Keyed> ORDER = (one, other) -> compare(one.keys(), other.keys());

  private Sorting() {}

  /** The items in the order of their keys, of which the first that differ decide. */
  static List<@Nullable Object> sort(
      List<@Nullable Object> items,
      Function<@Nullable Object, List<@Nullable Object>> keys,
      boolean reverse) {
    Budget.current().makeEntries(2L * items.size());
    List<Keyed> keyed = new ArrayList<>();
    items.forEach(item -> keyed.add(new Keyed(item, keys.apply(item))));
    keyed.sort(reverse ? ORDER.reversed() : ORDER);
    List<@Nullable Object> sorted = new ArrayList<>();
    keyed.forEach(each -> sorted.add(each.item()));
    return sorted;
  }

  private static int compare(List<@Nullable Object> one, List<@Nullable Object> other) {
    for (int i = 0; i < one.size(); i++) {
      int order = Python.compare(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
