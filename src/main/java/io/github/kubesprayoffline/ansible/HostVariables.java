package io.github.kubesprayoffline.ansible;

import io.github.kubesprayoffline.ansible.inventory.Group;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.ansible.variable.HostLayers;
import io.github.kubesprayoffline.ansible.variable.LazyMap;
import io.github.kubesprayoffline.ansible.variable.Origin;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The variables of each host of an inventory, in Ansible's order of precedence: role defaults,
 * group vars of {@code all}, of parents, of children, host vars, facts, role vars, extra vars.
 */
public final class HostVariables {

  private static final String FACTS = "ansible_facts";
  private static final String FACT_PREFIX = "ansible_";

  /** As many hosts as templates look at by turns, before they are evaluated anew. */
  private static final int MOST_KEPT = 1000;

  private final Inventory inventory;
  private final Layers layers;
  private final Vault vault;
  private final Budget budget;
  private final Templates templates = new Templates();
  private final VariableFolders folders;
  private final Map<Set<Group>, Membership> memberships = new HashMap<>();
  private final Variables magic;
  private final Variables magicWithHostvars;

  /** What hosts of the same groups share: all their groups, and those groups' variables. */
  private record Membership(List<String> names, List<Variables> layers) {}

  /**
   * What does not depend on the host.
   *
   * @param defaultFacts facts that the inventory may set otherwise
   */
  public record Layers(
      Variables roleDefaults,
      Variables defaultFacts,
      Variables facts,
      Variables roleVars,
      Variables extraVars) {}

  /**
   * Variables of an inventory.
   *
   * @param folders where {@code group_vars} and {@code host_vars} lie, the weakest first
   */
  public HostVariables(
      Inventory inventory, List<Path> folders, Layers layers, Vault vault, Budget budget) {
    this.inventory = inventory;
    this.folders = new VariableFolders(folders, opener(vault), budget);
    this.layers = layers;
    this.vault = vault;
    this.budget = budget;
    this.magic = magic(Map.of());
    this.magicWithHostvars = magic(Map.of("hostvars", new Hostvars()));
  }

  /**
   * What renders for a host.
   *
   * @param moreFacts default facts of this host alone
   */
  public Templar templar(Host host, Variables moreFacts) {
    List<Variables> below =
        new ArrayList<>(List.of(layers.roleDefaults(), layers.defaultFacts(), moreFacts));
    below.addAll(membership(host).layers());
    List<Variables> above =
        List.of(layers.facts(), layers.roleVars(), layers.extraVars(), magicWithHostvars);
    return templar(host, below, above);
  }

  /** The variables of a host without those of the roles, as others see them in {@code hostvars}. */
  private Templar foreign(Host host) {
    List<Variables> below = new ArrayList<>(List.of(layers.defaultFacts()));
    below.addAll(membership(host).layers());
    return templar(host, below, List.of(layers.facts(), layers.extraVars(), magic));
  }

  /** Facts are variables named {@code ansible_…}; the same are in the map {@code ansible_facts}. */
  private Templar templar(Host host, List<Variables> below, List<Variables> above) {
    Variables own = new Variables();
    own.addAll(host.variables()).addAll(folders.ofHost(host.name()));
    Facts facts = new Facts();
    boolean areSet =
        Stream.of(below, List.of(own), above)
            .flatMap(List::stream)
            .anyMatch(layer -> layer.get(FACTS) != null);
    Variables names = magic(host);
    if (!areSet) {
      names.add(Variable.of(FACTS, facts, new Origin(Source.MAGIC, "the facts", 0)));
    }
    Templar templar =
        new Templar(new HostLayers(below, own, above, names), templates, budget, vault);
    facts.templar = templar;
    return templar;
  }

  /** What the inventory and the files beside it say of a host, the weakest first. */
  public List<Variables> ofInventory(Host host) {
    Variables own = new Variables();
    own.addAll(host.variables()).addAll(folders.ofHost(host.name()));
    List<Variables> all = new ArrayList<>(membership(host).layers());
    all.add(own);
    return all;
  }

  /** The names of all groups that a host is in, but {@code all}; sorted. */
  public List<String> groupNames(Host host) {
    return membership(host).names();
  }

  private Membership membership(Host host) {
    return memberships.computeIfAbsent(
        host.ownGroups(), groups -> new Membership(host.groupNames(), layers(host)));
  }

  private List<Variables> layers(Host host) {
    List<Variables> all = new ArrayList<>();
    List<Group> groups = host.allGroups();
    budget.items(groups.size());
    groups.stream().filter(HostVariables::isAll).forEach(group -> all.add(group.variables()));
    groups.stream().filter(each -> !isAll(each)).forEach(group -> all.add(group.variables()));
    all.addAll(folders.ofGroup("all"));
    all.addAll(
        folders.ofGroups(
            groups.stream().map(Group::name).filter(name -> !name.equals("all")).toList()));
    return all;
  }

  private static boolean isAll(Group group) {
    return group.name().equals("all");
  }

  /** What reads variable files, with what opens the encrypted ones. */
  public static VariableFile.Opener opener(Vault vault) {
    return new VariableFile.Opener(vault::decrypt);
  }

  private static Variables magicOf(Map<String, @Nullable Object> values) {
    return Variables.of(values, Source.MAGIC, "the inventory");
  }

  private Variables magic(Host host) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("inventory_hostname", host.name());
    values.put("inventory_hostname_short", host.name().split("\\.", 2)[0]);
    values.put("group_names", groupNames(host));
    return magicOf(values);
  }

  /** What is the same on every host. */
  private Variables magic(Map<String, ?> more) {
    List<String> names = inventory.hosts().stream().map(Host::name).toList();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("groups", new Groups());
    values.put("ansible_play_hosts", names);
    values.put("ansible_play_hosts_all", names);
    values.put("ansible_play_batch", names);
    values.put("play_hosts", names);
    values.putAll(more);
    return magicOf(values);
  }

  /** The names of the hosts of each group. */
  private final class Groups extends LazyMap {

    private final Map<String, List<String>> hosts = new HashMap<>();

    @Override
    protected Set<String> keys() {
      Set<String> names = new LinkedHashSet<>();
      inventory.groups().forEach(group -> names.add(group.name()));
      return names;
    }

    @Override
    protected boolean has(String name) {
      return inventory.has(name);
    }

    @Override
    protected Object make(String name) {
      return hosts.computeIfAbsent(name, this::names);
    }

    private List<String> names(String name) {
      List<String> names = inventory.group(name).hosts().stream().map(Host::name).toList();
      budget.makeItems(names.size());
      return names;
    }
  }

  /** The variables of every host, which are those that no role of ours is needed for. */
  private final class Hostvars extends LazyMap {

    private final Recent<String, Foreign> views =
        new Recent<>(MOST_KEPT, name -> new Foreign(foreign(inventory.host(name))));

    @Override
    protected Set<String> keys() {
      Set<String> names = new LinkedHashSet<>();
      inventory.hosts().forEach(host -> names.add(host.name()));
      return names;
    }

    @Override
    protected boolean has(String name) {
      return inventory.hasHost(name);
    }

    @Override
    protected Object make(String name) {
      budget.step();
      return views.get(name);
    }
  }

  /** The variables of a host as another sees them. */
  private static final class Foreign extends LazyMap {

    private final Templar templar;

    Foreign(Templar templar) {
      this.templar = templar;
    }

    @Override
    protected Set<String> keys() {
      return templar.names();
    }

    @Override
    protected boolean has(String name) {
      return templar.has(name);
    }

    /** What cannot be rendered for another host is shown as it is written. */
    @Override
    protected @Nullable Object make(String name) {
      Object value = templar.resolve(name);
      Variable variable = templar.written(name);
      return value instanceof Undefined && variable != null ? variable.value() : value;
    }
  }

  /** The facts of a host, without their prefix. */
  static final class Facts extends LazyMap {

    private @Nullable Templar templar;

    private Templar templar() {
      return Objects.requireNonNull(templar);
    }

    @Override
    protected Set<String> keys() {
      return templar().names().stream()
          .filter(name -> name.startsWith(FACT_PREFIX) && !name.equals(FACTS))
          .map(name -> name.substring(FACT_PREFIX.length()))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    protected boolean has(String name) {
      return !name.equals(FACTS.substring(FACT_PREFIX.length()))
          && templar().hasValue(FACT_PREFIX + name);
    }

    @Override
    protected @Nullable Object make(String name) {
      return templar().resolve(FACT_PREFIX + name);
    }
  }
}
