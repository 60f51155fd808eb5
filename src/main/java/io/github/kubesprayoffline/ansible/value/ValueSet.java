package io.github.kubesprayoffline.ansible.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values that are told apart as Python's {@code ==} does, lists and maps among them: 1, 1.0 and
 * True are one.
 */
public final class ValueSet {

  /** A value that is found by its hash, and is what {@code ==} says it is. */
  private record Key(@Nullable Object value, int hash) {
    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && hash == key.hash && Python.equal(value, key.value);
    }
  }

  private final Set<Key> keys = new HashSet<>();
  private final Budget budget = Budget.current();

  /** No values yet. */
  public ValueSet() {}

  /** All of these values. */
  public static ValueSet of(Collection<?> values) {
    ValueSet set = new ValueSet();
    values.forEach(set::add);
    return set;
  }

  /** Adds a value; false if one that equals it was there. */
  public boolean add(@Nullable Object value) {
    budget.makeEntries(1);
    return keys.add(new Key(value, hash(value, budget)));
  }

  /** Whether a value that equals this one is there. */
  public boolean contains(@Nullable Object value) {
    return keys.contains(new Key(value, hash(value, budget)));
  }

  private static int hash(@Nullable Object value, Budget budget) {
    budget.step();
    if (value == null) {
      return 0;
    }
    Undefined.require(value);
    if (Python.isNumber(value)) {
      return ofNumber(value);
    }
    if (Python.isText(value)) {
      budget.chars(value.toString().length());
      return value.toString().hashCode();
    }
    if (value instanceof List<?> list) {
      int hash = 1;
      for (Object item : list) {
        hash = 31 * hash + hash(item, budget);
      }
      return hash;
    }
    if (value instanceof Map<?, ?> map) {
      int hash = 2;
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        hash += hash(entry.getKey(), budget) ^ hash(entry.getValue(), budget);
      }
      return hash;
    }
    return value instanceof Set<?> items ? items.size() : value.hashCode();
  }

  /** The same for all types of a number. */
  private static int ofNumber(Object number) {
    if (number instanceof Double value) {
      boolean isWhole = Double.isFinite(value) && value == Math.rint(value);
      return isWhole ? new BigDecimal(value).toBigInteger().hashCode() : Double.hashCode(value);
    }
    BigInteger exact = Numbers.big(number);
    return exact.hashCode();
  }
}
