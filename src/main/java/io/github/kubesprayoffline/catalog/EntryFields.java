package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.UndefinedException;
import io.github.kubesprayoffline.ansible.yaml.MarkedMap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of one entry, rendered one by one, so that one failure does not hide the others. */
final class EntryFields {

  private final Map<?, ?> entry;
  private final Templar templar;
  private final List<String> failures = new ArrayList<>();
  private final Set<String> variables = new LinkedHashSet<>();

  EntryFields(Map<?, ?> entry, Templar templar) {
    this.entry = entry;
    this.templar = templar;
    templar.drainRead();
  }

  List<String> failures() {
    return failures;
  }

  /** The variables that the fields name. */
  Set<String> variables() {
    return variables;
  }

  boolean has(String name) {
    return entry.containsKey(name);
  }

  /** Whether a field holds by Python's truth; a field that fails does not. */
  boolean holds(String name) {
    return read(name, value -> Optional.of(Python.truth(value))).orElse(false);
  }

  /** The text of a field; empty if it fails, is not there or is nothing. */
  Optional<String> text(String name) {
    return read(
        name, value -> value == null ? Optional.empty() : Optional.of(Python.str(value).strip()));
  }

  /** The words of a field that is a list, or a single word. */
  List<String> words(String name) {
    return read(
            name,
            value ->
                Optional.of(
                    Python.isText(value)
                        ? List.of(value.toString())
                        : Python.iterate(value).stream().map(Python::str).toList()))
        .orElse(List.of());
  }

  private <T> Optional<T> read(String name, Function<@Nullable Object, Optional<T>> reader) {
    if (!entry.containsKey(name)) {
      return Optional.empty();
    }
    try {
      Optional<T> value = reader.apply(templar.render(entry.get(name)));
      variables.addAll(templar.drainRead());
      return value;
    } catch (EvaluationException e) {
      Set<String> read = templar.drainRead();
      variables.addAll(read);
      failures.add(
          "its '%s'%s: %s%s".formatted(name, place(name), e.getMessage(), advice(name, e, read)));
      return Optional.empty();
    }
  }

  private static String advice(String name, EvaluationException e, Set<String> read) {
    if (!(e instanceof UndefinedException)) {
      return "";
    }
    boolean isChecksum = name.equals("checksum") || name.equals("sha256");
    return isChecksum && !read.isEmpty()
        ? ". Kubespray knows no checksum of what was chosen: set '%s', or choose another version"
            .formatted(read.iterator().next())
        : ". Define it in the inventory, in varsFiles or in vars";
  }

  /** File and line of a field. */
  String place(String name) {
    return entry instanceof MarkedMap map && map.line(name) > 0
        ? " (%s:%d)".formatted(map.file(), map.line(name))
        : "";
  }

  /** The variable that a field names first; the field has been read without a failure. */
  Optional<String> firstVariable(String name) {
    templar.render(entry.get(name));
    return templar.drainRead().stream().findFirst();
  }
}
