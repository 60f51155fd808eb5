package io.github.kubesprayoffline.play.read;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.MarkedMap;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.play.model.Keywords;
import io.github.kubesprayoffline.play.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pieces of documents as the model has them. */
final class Yaml {

  private Yaml() {}

  /** A mapping; what else stands there is refused with its file. */
  static MarkedMap map(@Nullable Object value, String file, String what) {
    if (value instanceof MarkedMap map) {
      return map;
    }
    throw new InvalidInputException(
        "%s: %s is a mapping, but this is a %s"
            .formatted(file, what, value == null ? "nothing" : Python.typeName(value)));
  }

  /** A list; nothing is an empty one, and a single value a list of it. */
  static List<@Nullable Object> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    List<@Nullable Object> only = new ArrayList<>();
    if (value != null) {
      only.add(value);
    }
    return only;
  }

  /** Where a mapping begins. */
  static Place place(MarkedMap map) {
    int line = map.keySet().stream().mapToInt(map::line).filter(each -> each > 0).min().orElse(0);
    return new Place(map.file(), line);
  }

  static String text(@Nullable Object value) {
    return value == null ? "" : Python.str(value);
  }

  static Variables vars(MarkedMap map, String key) {
    return map.get(key) instanceof MarkedMap vars
        ? Variables.ofFile(vars, Source.TASK_VARS, map.file())
        : new Variables();
  }

  /** What may stand at a play, a role, a block and a task alike. */
  static Keywords keywords(MarkedMap map) {
    return new Keywords(
        list(map.get("when")),
        tags(map.get("tags")),
        vars(map, "vars"),
        maps(map.get("module_defaults")),
        new Keywords.Delegation(
            map.get("delegate_to"), Boolean.TRUE.equals(map.get("delegate_facts"))),
        map.get("run_once"),
        map.get("ignore_errors"));
  }

  private static List<Map<?, ?>> maps(@Nullable Object value) {
    List<Map<?, ?>> all = new ArrayList<>();
    for (Object each : list(value)) {
      if (each instanceof Map<?, ?> map) {
        all.add(map);
      }
    }
    return all;
  }

  /** Tags may be a list, or one line with commas. */
  static List<@Nullable Object> tags(@Nullable Object value) {
    List<@Nullable Object> all = new ArrayList<>();
    for (Object each : list(value)) {
      if (each instanceof String text && text.indexOf('{') < 0) {
        for (String tag : text.split(",", -1)) {
          all.add(tag.strip());
        }
      } else {
        all.add(each);
      }
    }
    return all;
  }
}
