package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.Python;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Values as YAML, as PyYAML writes them, from which SnakeYAML descends. */
final class YamlText {

  private YamlText() {}

  /** A value in blocks, its keys sorted. */
  static String of(@Nullable Object value, int indent) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndent(Math.max(1, Math.min(10, indent)));
    options.setSplitLines(false);
    return new Yaml(options).dump(plain(value));
  }

  private static @Nullable Object plain(@Nullable Object value) {
    Budget.current().step();
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> all = new TreeMap<>();
      map.forEach((key, each) -> all.put(Python.str(key), plain(each)));
      return all;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> all = new ArrayList<>();
      list.forEach(each -> all.add(plain(each)));
      return all;
    }
    return Python.isText(value) ? String.valueOf(value) : value;
  }
}
