package io.github.kubesprayoffline.ansible.variable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one host: layers, the weakest first, most of which it shares with others. They
 * are put on top of each other only for the names that are asked for.
 */
public final class HostLayers extends Variables {

  private final List<Variables> below;
  private final Variables own;
  private final List<Variables> above;
  private final Variables magic;
  private final List<Variables> all;
  private final Map<String, Optional<Variable>> found = new HashMap<>();

  /**
   * Layers.
   *
   * @param own what the inventory says of this host alone
   * @param above what outranks that
   * @param magic what Ansible itself sets for this host alone
   */
  public HostLayers(List<Variables> below, Variables own, List<Variables> above, Variables magic) {
    this.below = below.stream().filter(layer -> !layer.isEmpty()).toList();
    this.own = own;
    this.above = above.stream().filter(layer -> !layer.isEmpty()).toList();
    this.magic = magic;
    this.all = new ArrayList<>(this.below);
    all.add(own);
    all.addAll(this.above);
    all.add(magic);
  }

  @Override
  public void add(Variable variable) {
    throw new UnsupportedOperationException("the layers of a host do not change");
  }

  @Override
  public @Nullable Variable get(String name) {
    return found.computeIfAbsent(name, this::find).orElse(null);
  }

  private Optional<Variable> find(String name) {
    Variable strongest = null;
    for (Variables layer : all) {
      Variable next = layer.get(name);
      for (Variable each : next == null ? List.<Variable>of() : next.fromWeakest()) {
        strongest = each.over(strongest);
      }
    }
    return Optional.ofNullable(strongest);
  }

  @Override
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    all.forEach(layer -> names.addAll(layer.names()));
    return names;
  }

  @Override
  boolean isEmpty() {
    return all.stream().allMatch(Variables::isEmpty);
  }

  @Override
  public Set<String> names(Set<Origin.Source> sources) {
    Set<String> names = new LinkedHashSet<>();
    all.forEach(layer -> names.addAll(layer.names(sources)));
    return names;
  }

  /** The names that may mean something else to another host; others are the same to both. */
  public Set<String> mayDiffer(HostLayers other, Set<String> names) {
    if (!isSame(below, other.below) || !isSame(above, other.above)) {
      return names;
    }
    Set<String> some = new LinkedHashSet<>(own.names());
    some.addAll(other.own.names());
    some.addAll(magic.names());
    some.addAll(other.magic.names());
    some.retainAll(names);
    return some;
  }

  private static boolean isSame(List<Variables> some, List<Variables> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }
}
