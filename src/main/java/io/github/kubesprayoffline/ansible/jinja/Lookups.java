package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lookups that read nothing but variables. */
final class Lookups {

  private static final Set<String> REFUSED =
      Set.of(
          "pipe",
          "file",
          "fileglob",
          "first_found",
          "url",
          "password",
          "template",
          "unvault",
          "csvfile",
          "ini",
          "lines",
          "random_choice",
          "config");

  private Lookups() {}

  static List<@Nullable Object> find(
      String name,
      List<@Nullable Object> terms,
      Map<String, @Nullable Object> options,
      Functions functions) {
    return switch (name) {
      case "vars" -> variables(terms, options, functions);
      case "varnames" -> names(terms, functions);
      case "env" -> environment(terms, options);
      case "dict" -> entries(terms);
      case "list" -> terms;
      case "items", "flattened" -> flattened(terms, name.equals("items") ? 1 : Integer.MAX_VALUE);
      default -> throw new EvaluationException(refusal(name));
    };
  }

  private static String refusal(String name) {
    return REFUSED.contains(name)
        ? "lookup '%s' is refused: it would run a program or read from this machine".formatted(name)
        : "no lookup named '%s'".formatted(name);
  }

  private static List<@Nullable Object> variables(
      List<@Nullable Object> terms, Map<String, @Nullable Object> options, Functions functions) {
    List<@Nullable Object> found = new ArrayList<>();
    for (Object term : terms) {
      Object value =
          functions.names().contains(Python.str(term))
              ? functions.variable(Python.str(term))
              : null;
      if (functions.names().contains(Python.str(term))) {
        found.add(value == null ? null : Undefined.require(value));
      } else if (options.containsKey("default")) {
        found.add(options.get("default"));
      } else {
        throw Undefined.of("No variable found with this name: " + Python.str(term)).failure();
      }
    }
    return found;
  }

  private static List<@Nullable Object> names(List<@Nullable Object> terms, Functions functions) {
    List<@Nullable Object> found = new ArrayList<>();
    for (Object term : terms) {
      PythonRegex regex = PythonRegex.compile(Python.str(term), false, false);
      Budget.current().makeItems(functions.names().size());
      functions.names().stream().filter(name -> regex.matches(name, false)).forEach(found::add);
    }
    return found;
  }

  /** The environment of a release build is not the inventory's: every variable is unset. */
  private static List<@Nullable Object> environment(
      List<@Nullable Object> terms, Map<String, @Nullable Object> options) {
    List<@Nullable Object> found = new ArrayList<>();
    terms.forEach(term -> found.add(options.getOrDefault("default", "")));
    return found;
  }

  private static List<@Nullable Object> entries(List<@Nullable Object> terms) {
    List<@Nullable Object> found = new ArrayList<>();
    for (Object term : flattened(terms, 1)) {
      if (!(term instanceof Map<?, ?> map)) {
        throw new EvaluationException("with_dict expects a dict");
      }
      Budget.current().makeEntries(4L * map.size());
      map.forEach(
          (key, value) -> {
            Map<@Nullable Object, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put("key", key);
            entry.put("value", value);
            found.add(entry);
          });
    }
    return found;
  }

  private static List<@Nullable Object> flattened(List<@Nullable Object> terms, int levels) {
    List<@Nullable Object> flat = new ArrayList<>();
    SequenceFilters.flatten(terms, levels, false, flat);
    return flat;
  }
}
