package io.github.kubesprayoffline.ansible.value;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's tuple: a list that cannot change and is written in round brackets. */
public final class Tuple extends AbstractList<@Nullable Object> {

  private final @Nullable Object[] items;

  private Tuple(@Nullable Object[] items) {
    this.items = items;
  }

  /** A tuple of these items. */
  public static Tuple of(@Nullable Object... items) {
    return new Tuple(items.clone());
  }

  /** A tuple of the items of a list. */
  public static Tuple copyOf(List<?> items) {
    return new Tuple(items.toArray());
  }

  @Override
  public @Nullable Object get(int index) {
    return items[index];
  }

  @Override
  public int size() {
    return items.length;
  }

  @Override
  public int hashCode() {
    Budget.current().items(items.length);
    return Arrays.hashCode(items);
  }

  @Override
  public boolean equals(Object other) {
    Budget.current().items(items.length);
    return other instanceof Tuple tuple && Arrays.equals(items, tuple.items);
  }
}
