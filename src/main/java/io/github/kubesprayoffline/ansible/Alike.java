package io.github.kubesprayoffline.ansible;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.variable.LazyMap;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.yaml.MarkedMap;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether nothing can tell two values apart: not their types, nor their order, nor their places.
 */
final class Alike {

  private Alike() {}

  /** Whether two variables are written alike, in the same place. */
  static boolean areWrittenAlike(@Nullable Variable one, @Nullable Variable other) {
    if (one == null || other == null) {
      return one == other;
    }
    return one == other
        || (one.origin().equals(other.origin()) && areAlike(one.value(), other.value()));
  }

  static boolean areAlike(@Nullable Object one, @Nullable Object other) {
    if (one == other) {
      return true;
    }
    if (one == null || other == null || one.getClass() != other.getClass()) {
      return false;
    }
    Budget.current().step();
    if (one instanceof HostVariables.Facts) {
      return true;
    }
    if (one instanceof LazyMap) {
      return false;
    }
    if (one instanceof MarkedMap map && !map.hasPlacesOf((MarkedMap) other)) {
      return false;
    }
    if (one instanceof Map<?, ?> map) {
      return areAllAlike(map.keySet(), ((Map<?, ?>) other).keySet())
          && areAllAlike(map.values(), ((Map<?, ?>) other).values());
    }
    return one instanceof Collection<?> items
        ? areAllAlike(items, (Collection<?>) other)
        : Objects.equals(one, other);
  }

  private static boolean areAllAlike(Collection<?> some, Collection<?> others) {
    if (some.size() != others.size()) {
      return false;
    }
    Iterator<?> theirs = others.iterator();
    for (Object ours : some) {
      if (!areAlike(ours, theirs.next())) {
        return false;
      }
    }
    return true;
  }
}
