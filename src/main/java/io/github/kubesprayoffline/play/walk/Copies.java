package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.variable.LazyMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that may be changed without changing those that they were made of. */
final class Copies {

  private Copies() {}

  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && !(value instanceof LazyMap)) {
      Budget.current().makeEntries(map.size());
      Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((key, each) -> copy.put(key, of(each)));
      return copy;
    }
    if (value instanceof List<?> list) {
      Budget.current().makeItems(list.size());
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(each -> copy.add(of(each)));
      return copy;
    }
    return value;
  }
}
