package io.github.kubesprayoffline.play.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ansible's way to leave an argument out. */
final class Omit {

  static final String TOKEN = "__omit_place_holder__0";

  private Omit() {}

  static boolean is(@Nullable Object value) {
    return value != null && TOKEN.equals(value.toString());
  }

  /** A value without what was left out of it. */
  static @Nullable Object without(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> kept = new LinkedHashMap<>();
      map.forEach(
          (key, each) -> {
            if (!is(each)) {
              kept.put(key, without(each));
            }
          });
      return kept;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> kept = new ArrayList<>();
      list.stream().filter(each -> !is(each)).forEach(each -> kept.add(without(each)));
      return kept;
    }
    return value;
  }
}
