package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.variable.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a host while plays are walked: what tasks set, and what they wrote there. */
final class HostState {

  private static final int MOST_KEPT = 4;

  private final String name;
  private final @Nullable Host host;
  private final Map<String, @Nullable Object> knownFacts;
  private final Map<String, Variable> facts = new HashMap<>();
  private final Map<String, Variable> included = new HashMap<>();
  private final Map<String, Variable> settings = new HashMap<>();
  private final Map<String, Variable> maybe = new HashMap<>();
  private final Map<String, Optional<String>> disk = new LinkedHashMap<>();
  private final Map<String, List<Rendered>> rendered = new HashMap<>();

  /**
   * A host.
   *
   * @param host null for one that no inventory names, such as the machine that Ansible runs on
   * @param knownFacts what it says of itself when it is asked
   */
  HostState(String name, @Nullable Host host, Map<String, @Nullable Object> knownFacts) {
    this.name = name;
    this.host = host;
    this.knownFacts = knownFacts;
  }

  String name() {
    return name;
  }

  @Nullable Host host() {
    return host;
  }

  Map<String, @Nullable Object> knownFacts() {
    return knownFacts;
  }

  Map<String, Variable> facts() {
    return facts;
  }

  /** The variables of files that tasks included. */
  Map<String, Variable> included() {
    return included;
  }

  /** What tasks set and registered. */
  Map<String, Variable> settings() {
    return settings;
  }

  /** What those set and registered who may not have come there. */
  Map<String, Variable> maybe() {
    return maybe;
  }

  /** The files that tasks wrote; nothing where their text is not known. */
  Map<String, Optional<String>> disk() {
    return disk;
  }

  /** What was rendered of a variable, for whoever sees the same. */
  List<Rendered> rendered(String variable) {
    return rendered.getOrDefault(variable, List.of());
  }

  void keep(String variable, Rendered value) {
    List<Rendered> all = rendered.computeIfAbsent(variable, each -> new ArrayList<>());
    if (all.size() >= MOST_KEPT) {
      all.remove(0);
    }
    all.add(value);
  }

  @Override
  public String toString() {
    return name;
  }
}
