package io.github.kubesprayoffline.ansible.variable;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.yaml.MarkedMap;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Variables by name; later ones of a name outrank earlier ones. */
public class Variables {

  private final Map<String, Variable> byName = new LinkedHashMap<>();

  /** No variables yet. */
  public Variables() {}

  /** The variables of a file that was read; nothing where it was empty. */
  public static Variables ofFile(@Nullable Object content, Source source, String file) {
    Variables variables = new Variables();
    if (content == null) {
      return variables;
    }
    if (!(content instanceof MarkedMap map)) {
      throw new InvalidInputException(
          "%s: variables are a mapping of names to values, but this is a %s"
              .formatted(file, Python.typeName(content)));
    }
    map.forEach(
        (name, value) ->
            variables.add(
                Variable.of(Python.str(name), value, new Origin(source, file, map.line(name)))));
    return variables;
  }

  /** Variables that stand in no file. */
  public static Variables of(
      Map<String, ? extends @Nullable Object> values, Source source, String place) {
    Variables variables = new Variables();
    values.forEach(
        (name, value) -> variables.add(Variable.of(name, value, new Origin(source, place, 0))));
    return variables;
  }

  /** Adds a variable, which outranks the one that had its name. */
  public void add(Variable variable) {
    byName.put(variable.name(), variable.over(byName.get(variable.name())));
  }

  /** Adds all of others, in their order. */
  public Variables addAll(Variables others) {
    others.byName.values().forEach(this::add);
    return this;
  }

  /** The variable of that name; null where there is none. */
  public @Nullable Variable get(String name) {
    return byName.get(name);
  }

  /** Their names, in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(byName.keySet());
  }

  /** The names of those that a place of these kinds gives a value, outranked or not, in order. */
  public Set<String> names(Set<Source> sources) {
    Set<String> names = new LinkedHashSet<>();
    byName.forEach(
        (name, variable) -> {
          if (variable.fromWeakest().stream()
              .anyMatch(each -> sources.contains(each.origin().source()))) {
            names.add(name);
          }
        });
    return names;
  }

  /** Whether there are none. */
  boolean isEmpty() {
    return byName.isEmpty();
  }
}
