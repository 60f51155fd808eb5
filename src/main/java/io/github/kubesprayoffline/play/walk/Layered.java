package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.variable.Variables;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Variables in layers that do not change, the strongest first. */
final class Layered {

  static final Layered NONE = new Layered(List.of());

  private final List<Variables> layers;
  private final Map<String, Optional<Variable>> found = new HashMap<>();

  Layered(List<Variables> layers) {
    this.layers = layers.stream().filter(layer -> !layer.names().isEmpty()).toList();
  }

  @Nullable Variable get(String name) {
    if (layers.isEmpty()) {
      return null;
    }
    Optional<Variable> known = found.get(name);
    if (known == null) {
      known = find(name);
      found.put(name, known);
    }
    return known.orElse(null);
  }

  private Optional<Variable> find(String name) {
    for (Variables layer : layers) {
      Variable variable = layer.get(name);
      if (variable != null) {
        return Optional.of(variable);
      }
    }
    return Optional.empty();
  }

  Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    layers.forEach(layer -> names.addAll(layer.names()));
    return names;
  }
}
