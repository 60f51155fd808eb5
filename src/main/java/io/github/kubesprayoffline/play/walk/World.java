package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.inventory.Group;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.variable.Origin;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.model.Place;
import io.github.kubesprayoffline.play.read.TreeFiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All hosts with what is known of them, while a playbook is walked. */
final class World {

  /** Where the tree lies, as templates see it: the same on every machine. */
  static final String TREE = "/kubespray";

  private final WalkRequest request;
  private final Templates templates = new Templates();
  private final Map<String, HostState> hosts = new LinkedHashMap<>();
  private final Map<HostState, Layered> inventory = new HashMap<>();
  private final Map<HostState, Map<String, Variable>> magic = new HashMap<>();
  private final Set<Variable> guesses = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> read = new HashSet<>();
  private final Map<List<Object>, Variable> interned = new HashMap<>();
  private Map<String, Variable> shared = Map.of();

  World(WalkRequest request) {
    this.request = request;
    for (Host host : request.inventory().hosts()) {
      hosts.put(host.name(), new HostState(host.name(), host, request.facts().apply(host)));
    }
    regroup();
  }

  Budget budget() {
    return request.budget();
  }

  Templates templates() {
    return templates;
  }

  TreeFiles files() {
    return request.files();
  }

  Tags tags() {
    return request.tags();
  }

  Variables extraVars() {
    return request.extraVars();
  }

  /** The hosts of the inventory. */
  List<HostState> hosts() {
    return hosts.values().stream().filter(each -> each.host() != null).toList();
  }

  boolean has(String name) {
    return hosts.containsKey(name);
  }

  /** The host of that name; one that no inventory names is made when it is first needed. */
  HostState host(String name) {
    return hosts.computeIfAbsent(name, each -> new HostState(each, null, Map.of()));
  }

  /** What a host of the inventory is given there; nothing for another. */
  Layered inventory(HostState host) {
    return inventory.computeIfAbsent(host, this::readInventory);
  }

  private Layered readInventory(HostState state) {
    Host host = state.host();
    if (host == null) {
      return Layered.NONE;
    }
    List<Variables> layers = new ArrayList<>(request.variables().ofInventory(host));
    Collections.reverse(layers);
    return new Layered(layers);
  }

  boolean hasGroup(String name) {
    return request.inventory().has(name);
  }

  /** The hosts of a group, in the order of the inventory; none where there is no such group. */
  List<Host> members(String group) {
    Group found = request.inventory().find(group);
    return found == null ? List.of() : found.hosts();
  }

  /** Puts a host into a group while plays run. */
  void join(HostState state, String group) {
    Host host = state.host();
    if (host != null) {
      request.inventory().join(host, group);
      regroup();
    }
  }

  private void regroup() {
    inventory.clear();
    magic.clear();
    Map<String, @Nullable Object> groups = new LinkedHashMap<>();
    for (Group group : request.inventory().groups()) {
      groups.put(group.name(), group.hosts().stream().map(Host::name).toList());
    }
    shared = new HashMap<>();
    put(shared, "groups", groups);
    put(shared, "playbook_dir", TREE + "/" + new Place(request.playbook(), 0).folder());
    put(shared, "inventory_dir", "/inventory");
    put(shared, "inventory_file", "/inventory/hosts");
    put(shared, "omit", Omit.TOKEN);
    put(shared, "ansible_managed", "Ansible managed");
    put(shared, "ansible_version", version());
    put(shared, "ansible_check_mode", false);
    put(shared, "ansible_diff_mode", false);
    put(shared, "ansible_forks", 5L);
    put(shared, "ansible_verbosity", 0L);
    put(
        shared,
        "ansible_run_tags",
        List.copyOf(request.tags().only().isEmpty() ? Set.of("all") : request.tags().only()));
    put(shared, "ansible_skip_tags", List.copyOf(request.tags().skipped()));
    put(shared, "ansible_playbook_python", "/usr/bin/python3");
    put(shared, "ansible_config_file", TREE + "/ansible.cfg");
    put(shared, "ansible_inventory_sources", List.of("/inventory/hosts"));
  }

  private static Map<String, @Nullable Object> version() {
    Map<String, @Nullable Object> version = new LinkedHashMap<>();
    version.put("full", "2.18.0");
    version.put("string", "2.18.0");
    version.put("major", 2L);
    version.put("minor", 18L);
    version.put("revision", 0L);
    return version;
  }

  private static void put(Map<String, Variable> map, String name, @Nullable Object value) {
    map.put(name, variable(name, value));
  }

  static Variable variable(String name, @Nullable Object value) {
    return Variable.of(name, value, new Origin(Source.MAGIC, "the walk", 0));
  }

  /** The same variable for the same value, so that what is made of it can be kept. */
  Variable intern(String name, Object value) {
    return interned.computeIfAbsent(List.of(name, value), each -> variable(name, value));
  }

  /** What Ansible itself sets; null for what it does not. */
  @Nullable Variable magic(HostState host, String name) {
    Variable found = shared.get(name);
    return found != null ? found : magic.computeIfAbsent(host, this::ownMagic).get(name);
  }

  private Map<String, Variable> ownMagic(HostState state) {
    Host host = state.host();
    Map<String, Variable> own = new HashMap<>();
    put(own, "inventory_hostname", state.name());
    put(own, "inventory_hostname_short", state.name().split("\\.", 2)[0]);
    put(own, "group_names", host == null ? List.of() : host.groupNames());
    return own;
  }

  /** Remembers that a name was looked up. */
  void note(String name) {
    read.add(name);
  }

  /** The names that were looked up. */
  Set<String> read() {
    return Collections.unmodifiableSet(read);
  }

  /** Remembers that a value is only what a fresh node would most likely give. */
  Variable guess(Variable variable) {
    guesses.add(variable);
    return variable;
  }

  boolean isGuess(Variable variable) {
    return guesses.contains(variable);
  }
}
