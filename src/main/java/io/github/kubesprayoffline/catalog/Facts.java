package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts of nodes, as templates have them: values that JSON has too, so that they can be told. */
final class Facts {

  private static final int LONG_BITS = 64;

  private Facts() {}

  /**
   * The same facts, unmodifiable.
   *
   * @throws InvalidInputException if JSON has no such value
   */
  static Map<String, @Nullable Object> of(Map<String, @Nullable Object> facts) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    facts.forEach((name, value) -> all.put(name, value(name, Python.of(value))));
    return Collections.unmodifiableMap(all);
  }

  private static @Nullable Object value(String fact, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, item) -> all.put(key(fact, key), value(fact, item)));
      return all;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> all = new ArrayList<>();
      list.forEach(item -> all.add(value(fact, item)));
      return all;
    }
    if (value instanceof BigInteger number) {
      return number.bitLength() < LONG_BITS ? (Object) number.longValue() : number;
    }
    boolean isPlain = value == null || value instanceof Boolean || value instanceof Long;
    if (isPlain || value instanceof String || isFinite(value)) {
      return value;
    }
    throw refused(fact, value);
  }

  private static boolean isFinite(@Nullable Object value) {
    return value instanceof Double number && Double.isFinite(number);
  }

  private static String key(String fact, @Nullable Object key) {
    if (key instanceof String text) {
      return text;
    }
    throw refused(fact, key);
  }

  private static InvalidInputException refused(String fact, @Nullable Object value) {
    return new InvalidInputException(
        "the fact '%s' holds %s (%s), which JSON cannot say: write it in quotes"
            .formatted(
                Printable.shortened(fact),
                Printable.shortened(String.valueOf(value)),
                value == null ? "null" : value.getClass().getSimpleName()));
  }
}
