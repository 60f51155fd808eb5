package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that {@code for} and {@code set} give values.
 *
 * @param names each a name, or {@code namespace.attribute}
 * @param unpacks whether the value is taken apart
 */
record Targets(List<String> names, boolean unpacks) {

  void assign(@Nullable Object value, TemplateInterpreter scope) {
    if (!unpacks) {
      assign(names.get(0), value, scope);
      return;
    }
    List<@Nullable Object> items = Python.iterate(value);
    if (items.size() != names.size()) {
      throw new EvaluationException(
          "cannot unpack %d values into %d names".formatted(items.size(), names.size()));
    }
    for (int i = 0; i < items.size(); i++) {
      assign(names.get(i), items.get(i), scope);
    }
  }

  private static void assign(String name, @Nullable Object value, TemplateInterpreter scope) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      scope.define(name, value);
    } else if (scope.resolve(name.substring(0, dot)) instanceof Namespace namespace) {
      namespace.put(name.substring(dot + 1), value);
    } else {
      throw new EvaluationException("cannot assign attribute on non-namespace object");
    }
  }

  /** What {@code namespace()} makes: the only object whose attributes a template may set. */
  static final class Namespace extends java.util.LinkedHashMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1;

    Namespace(Map<String, @Nullable Object> values) {
      super(values);
    }
  }
}
