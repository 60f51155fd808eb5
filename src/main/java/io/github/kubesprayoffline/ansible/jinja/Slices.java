package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code value[start:stop:step]}. */
final class Slices {

  private Slices() {}

  static Object slice(
      @Nullable Object value,
      @Nullable Object start,
      @Nullable Object stop,
      @Nullable Object step) {
    if (value instanceof Undefined undefined && !undefined.lenient()) {
      return undefined;
    }
    if (!Python.isText(value) && !Python.isSequence(value)) {
      throw new EvaluationException(
          "'%s' object cannot be sliced".formatted(Python.typeName(value)));
    }
    List<@Nullable Object> items = pick(Python.iterate(value), start, stop, step);
    if (value instanceof List) {
      return value instanceof Tuple ? Tuple.copyOf(items) : items;
    }
    return items.stream().map(String::valueOf).collect(Collectors.joining());
  }

  private static List<@Nullable Object> pick(
      List<@Nullable Object> items,
      @Nullable Object start,
      @Nullable Object stop,
      @Nullable Object step) {
    int stride = step == null ? 1 : Numbers.small(step);
    if (stride == 0) {
      throw new EvaluationException("slice step cannot be zero");
    }
    int size = items.size();
    int low = stride > 0 ? 0 : -1;
    int high = stride > 0 ? size : size - 1;
    int from = start == null ? (stride > 0 ? low : high) : bound(start, size, low, high);
    int to = stop == null ? (stride > 0 ? high : low) : bound(stop, size, low, high);
    List<@Nullable Object> picked = new ArrayList<>();
    for (long i = from; stride > 0 ? i < to : i > to; i += stride) {
      picked.add(items.get((int) i));
    }
    return picked;
  }

  private static int bound(Object position, int size, int low, int high) {
    int index = Numbers.small(position);
    return Math.max(low, Math.min(high, index < 0 ? index + size : index));
  }
}
