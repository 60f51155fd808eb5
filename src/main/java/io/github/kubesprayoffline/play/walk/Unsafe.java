package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Text;
import io.github.kubesprayoffline.ansible.variable.LazyMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What modules say is never a template, though it may look like one. */
final class Unsafe {

  private Unsafe() {}

  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof String text) {
      return Templates.isTemplate(text) ? new Text.Unsafe(text) : text;
    }
    if (value instanceof Map<?, ?> map && !(value instanceof LazyMap)) {
      Map<@Nullable Object, @Nullable Object> all = new LinkedHashMap<>();
      map.forEach((key, each) -> all.put(key, of(each)));
      return all;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> all = new ArrayList<>();
      list.forEach(each -> all.add(of(each)));
      return all;
    }
    return value;
  }
}
