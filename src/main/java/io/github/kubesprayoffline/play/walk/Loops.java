package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.play.model.Loop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of loops. */
final class Loops {

  private Loops() {}

  /**
   * What a task runs for.
   *
   * @throws EvaluationException if that cannot be evaluated, or is no list
   */
  static List<@Nullable Object> items(Loop loop, String module, Evaluation evaluation) {
    return switch (loop.lookup()) {
      case "" -> list(evaluation.renderAny(loop.items()));
      case "first_found" ->
          new ArrayList<>(new FirstFound(evaluation, kind(module)).find(written(loop.items())));
      default -> lookup(loop.lookup(), terms(loop.items(), evaluation), evaluation);
    };
  }

  /** Where a module's files are looked for goes by its name. */
  private static String kind(String module) {
    return module.contains("template") ? "templates" : module.contains("var") ? "vars" : "files";
  }

  private static List<@Nullable Object> lookup(
      String name, List<@Nullable Object> terms, Evaluation evaluation) {
    return switch (name) {
      case "items" -> flattened(terms, 1);
      case "flattened" -> flattened(terms, 50);
      case "list" -> terms;
      case "dict" -> entries(terms);
      case "nested", "cartesian" -> nested(terms);
      case "together" -> together(terms);
      case "indexed_items" -> indexed(flattened(terms, 1));
      case "subelements" -> subelements(terms);
      case "fileglob", "inventory_hostnames" ->
          new FileLookups(evaluation).all().get(name).find(flattened(terms, 1), Map.of());
      default -> throw new EvaluationException("loops by 'with_%s' are not known".formatted(name));
    };
  }

  private static List<@Nullable Object> written(@Nullable Object items) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(items);
    return all;
  }

  private static List<@Nullable Object> list(@Nullable Object value) {
    Undefined.require(value == null ? "" : value);
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw new EvaluationException(
        "a loop needs a list, but this is a %s".formatted(Python.typeName(value)));
  }

  /** What stands behind {@code with_…}: each is rendered, and what is no list is one of it. */
  private static List<@Nullable Object> terms(@Nullable Object items, Evaluation evaluation) {
    Object rendered = evaluation.renderAny(items);
    Undefined.require(rendered == null ? "" : rendered);
    if (rendered instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    return written(rendered);
  }

  private static List<@Nullable Object> flattened(List<@Nullable Object> terms, int levels) {
    List<@Nullable Object> all = new ArrayList<>();
    for (Object term : terms) {
      if (term instanceof List<?> list && levels > 0) {
        all.addAll(levels == 1 ? list : flattened(Python.asObjects(list), levels - 1));
      } else {
        all.add(term);
      }
    }
    return all;
  }

  private static List<@Nullable Object> entries(List<@Nullable Object> terms) {
    List<@Nullable Object> all = new ArrayList<>();
    for (Object term : flattened(terms, 1)) {
      if (!(term instanceof Map<?, ?> map)) {
        throw new EvaluationException("with_dict expects a dict");
      }
      map.forEach(
          (key, value) -> {
            Map<@Nullable Object, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("key", key);
            entry.put("value", value);
            all.add(entry);
          });
    }
    return all;
  }

  private static List<@Nullable Object> asList(@Nullable Object term) {
    return term instanceof List<?> list ? Python.asObjects(list) : written(term);
  }

  private static List<@Nullable Object> nested(List<@Nullable Object> terms) {
    long count = 1;
    for (Object term : terms) {
      count = Math.min(Budget.MAX_ITEMS + 1L, count * asList(term).size());
    }
    Budget.current().makeItems(count * Math.max(1, terms.size()));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(List.of());
    for (Object term : terms) {
      List<List<@Nullable Object>> longer = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        for (Object each : asList(term)) {
          List<@Nullable Object> next = new ArrayList<>(row);
          next.add(each);
          longer.add(next);
        }
      }
      rows = longer;
    }
    List<@Nullable Object> all = new ArrayList<>();
    rows.forEach(row -> all.add(flattened(row, 1)));
    return all;
  }

  private static List<@Nullable Object> together(List<@Nullable Object> terms) {
    int longest = terms.stream().mapToInt(term -> asList(term).size()).max().orElse(0);
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (Object term : terms) {
        row.add(i < asList(term).size() ? asList(term).get(i) : null);
      }
      all.add(row);
    }
    return all;
  }

  private static List<@Nullable Object> indexed(List<@Nullable Object> items) {
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      List<@Nullable Object> pair = new ArrayList<>();
      pair.add((long) i);
      pair.add(items.get(i));
      all.add(pair);
    }
    return all;
  }

  private static List<@Nullable Object> subelements(List<@Nullable Object> terms) {
    if (terms.size() < 2) {
      throw new EvaluationException("with_subelements expects a list and the name of a key");
    }
    String key = Python.str(terms.get(1));
    List<@Nullable Object> all = new ArrayList<>();
    Object first = terms.get(0);
    for (Object each : first instanceof Map<?, ?> map ? List.copyOf(map.values()) : asList(first)) {
      if (each instanceof Map<?, ?> map && map.get(key) instanceof List<?> inner) {
        inner.forEach(
            one -> {
              List<@Nullable Object> pair = new ArrayList<>();
              pair.add(each);
              pair.add(one);
              all.add(pair);
            });
      }
    }
    return all;
  }
}
