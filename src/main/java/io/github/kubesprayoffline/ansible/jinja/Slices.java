package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.GrowingText;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Tuple;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code value[start:stop:step]}. */
final class Slices {

  /** In an array that grows. */
  private static final int BYTES_PER_POINT = 8;

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
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = items(list, Steps.of(start, stop, step, list.size()));
      return value instanceof Tuple ? Tuple.copyOf(items) : items;
    }
    return text(value.toString(), start, stop, step);
  }

  private static List<@Nullable Object> items(List<?> list, Steps steps) {
    Budget.current().makeItems(steps.count());
    List<@Nullable Object> picked = new ArrayList<>();
    for (long at = steps.from(), left = steps.count(); left > 0; at += steps.stride(), left--) {
      picked.add(list.get((int) at));
    }
    return picked;
  }

  private static String text(
      String text, @Nullable Object start, @Nullable Object stop, @Nullable Object step) {
    Budget.current().chars(2L * text.length());
    Budget.current().make((long) BYTES_PER_POINT * text.length());
    int[] points = text.codePoints().toArray();
    Steps steps = Steps.of(start, stop, step, points.length);
    GrowingText out = new GrowingText();
    for (long at = steps.from(), left = steps.count(); left > 0; at += steps.stride(), left--) {
      out.appendPoint(points[(int) at]);
    }
    return out.toString();
  }

  /** Which positions are picked. */
  private record Steps(int from, int stride, long count) {

    static Steps of(
        @Nullable Object start, @Nullable Object stop, @Nullable Object step, int size) {
      int stride = step == null ? 1 : Numbers.small(step);
      if (stride == 0) {
        throw new EvaluationException("slice step cannot be zero");
      }
      int low = stride > 0 ? 0 : -1;
      int high = stride > 0 ? size : size - 1;
      int from = start == null ? (stride > 0 ? low : high) : bound(start, size, low, high);
      int to = stop == null ? (stride > 0 ? high : low) : bound(stop, size, low, high);
      long distance = stride > 0 ? (long) to - from : (long) from - to;
      long length = Math.abs((long) stride);
      return new Steps(from, stride, distance <= 0 ? 0 : (distance + length - 1) / length);
    }
  }

  private static int bound(Object position, int size, int low, int high) {
    if (!Python.isInteger(position)) {
      throw new EvaluationException("slice indices must be integers or None");
    }
    BigInteger index = Numbers.big(position);
    BigInteger fromStart = index.signum() < 0 ? index.add(BigInteger.valueOf(size)) : index;
    return fromStart.max(BigInteger.valueOf(low)).min(BigInteger.valueOf(high)).intValue();
  }
}
