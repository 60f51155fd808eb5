package io.github.kubesprayoffline.ansible;

import io.github.kubesprayoffline.ansible.Origin.Source;
import io.github.kubesprayoffline.ansible.inventory.Group;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The variables of each host of an inventory, in Ansible's order of precedence: role defaults,
 * group vars of {@code all}, of parents, of children, host vars, facts, role vars, extra vars.
 */
public final class HostVariables {

  private static final String FACTS = "ansible_facts";
  private static final String FACT_PREFIX = "ansible_";

  private final Inventory inventory;
  private final List<Path> folders;
  private final Layers layers;
  private final Vault vault;
  private final Budget budget;
  private final Templates templates = new Templates();
  private final Map<String, Variables> files = new HashMap<>();

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
    this.folders = List.copyOf(folders);
    this.layers = layers;
    this.vault = vault;
    this.budget = budget;
  }

  /**
   * What renders for a host.
   *
   * @param moreFacts default facts of this host alone
   */
  public Templar templar(Host host, Variables moreFacts) {
    Variables all = new Variables();
    all.addAll(layers.roleDefaults()).addAll(layers.defaultFacts()).addAll(moreFacts);
    addInventory(all, host);
    all.addAll(layers.facts()).addAll(layers.roleVars()).addAll(layers.extraVars());
    all.addAll(magic(host, true));
    return withFacts(all);
  }

  /** The variables of a host without those of the roles, as others see them in {@code hostvars}. */
  private Templar foreign(Host host) {
    Variables all = new Variables();
    all.addAll(layers.defaultFacts());
    addInventory(all, host);
    all.addAll(layers.facts()).addAll(layers.extraVars()).addAll(magic(host, false));
    return withFacts(all);
  }

  /** Facts are variables named {@code ansible_…}; the same are in the map {@code ansible_facts}. */
  private Templar withFacts(Variables all) {
    if (all.get(FACTS) != null) {
      return new Templar(all, templates, budget, vault);
    }
    Map<String, String> names = new LinkedHashMap<>();
    all.asMap().keySet().stream()
        .filter(name -> name.startsWith(FACT_PREFIX))
        .forEach(name -> names.put(name.substring(FACT_PREFIX.length()), name));
    AtomicReference<@Nullable Templar> templar = new AtomicReference<>();
    View facts = new View(names, name -> Objects.requireNonNull(templar.get()).resolve(name));
    all.add(Variable.of(FACTS, facts, new Origin(Source.MAGIC, "the facts", 0)));
    templar.set(new Templar(all, templates, budget, vault));
    return Objects.requireNonNull(templar.get());
  }

  private void addInventory(Variables all, Host host) {
    List<Group> groups = host.allGroups();
    groups.stream().filter(HostVariables::isAll).forEach(group -> all.addAll(group.variables()));
    groups.stream().filter(each -> !isAll(each)).forEach(group -> all.addAll(group.variables()));
    for (Path folder : folders) {
      all.addAll(files(folder, "group_vars", "all", Source.GROUP_VARS));
    }
    for (Path folder : folders) {
      for (Group group : groups) {
        if (!isAll(group)) {
          all.addAll(files(folder, "group_vars", group.name(), Source.GROUP_VARS));
        }
      }
    }
    all.addAll(host.variables());
    for (Path folder : folders) {
      all.addAll(files(folder, "host_vars", host.name(), Source.HOST_VARS));
    }
  }

  private static boolean isAll(Group group) {
    return group.name().equals("all");
  }

  private Variables files(Path folder, String kind, String name, Source source) {
    return files.computeIfAbsent(
        folder.resolve(kind).resolve(name).toString(),
        path -> read(folder.resolve(kind), name, source));
  }

  private Variables read(Path folder, String name, Source source) {
    Variables all = new Variables();
    if (!Files.isDirectory(folder) || name.contains("/")) {
      return all;
    }
    VariableFile.Opener opener = opener(vault);
    for (Path file : VariableFile.find(folder, name)) {
      String path = file.toString();
      all.addAll(Variables.ofFile(YamlValues.parse(opener.text(file), path), source, path));
    }
    return all;
  }

  /** What reads variable files, with what opens the encrypted ones. */
  public static VariableFile.Opener opener(Vault vault) {
    return new VariableFile.Opener(vault::decrypt);
  }

  private Variables magic(Host host, boolean withHostvars) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("inventory_hostname", host.name());
    values.put("inventory_hostname_short", host.name().split("\\.", 2)[0]);
    values.put("group_names", host.groupNames());
    values.put("groups", groups());
    List<String> names = inventory.hosts().stream().map(Host::name).toList();
    values.put("ansible_play_hosts", names);
    values.put("ansible_play_hosts_all", names);
    values.put("ansible_play_batch", names);
    values.put("play_hosts", names);
    if (withHostvars) {
      values.put("hostvars", new View(hostsByName(), this::view));
    }
    return Variables.of(values, Source.MAGIC, "the inventory");
  }

  private Map<String, List<String>> groups() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    inventory
        .groups()
        .forEach(
            group -> groups.put(group.name(), group.hosts().stream().map(Host::name).toList()));
    return groups;
  }

  private Map<String, Host> hostsByName() {
    Map<String, Host> hosts = new LinkedHashMap<>();
    inventory.hosts().forEach(host -> hosts.put(host.name(), host));
    return hosts;
  }

  private Object view(Host host) {
    Templar templar = foreign(host);
    Map<String, String> names = new LinkedHashMap<>();
    templar.names().forEach(name -> names.put(name, name));
    return new View(names, name -> visible(templar, name));
  }

  /** What cannot be rendered for another host is shown as it is written. */
  private static @Nullable Object visible(Templar templar, String name) {
    Object value = templar.resolve(name);
    Variable variable = templar.variable(name);
    return value instanceof Undefined && variable != null ? variable.value() : value;
  }

  /** A map whose values are made when they are asked for. */
  static final class View extends AbstractMap<String, @Nullable Object> {

    private final Map<String, ?> sources;
    private final Function<String, @Nullable Object> maker;
    private final Map<String, @Nullable Object> made = new HashMap<>();

    <T> View(Map<String, T> sources, Function<T, @Nullable Object> maker) {
      this.sources = sources;
      this.maker = name -> maker.apply(sources.get(name));
    }

    @Override
    public boolean containsKey(Object key) {
      return key != null && sources.containsKey(key);
    }

    @Override
    public @Nullable Object get(Object key) {
      if (!containsKey(key)) {
        return null;
      }
      String name = (String) key;
      if (!made.containsKey(name)) {
        made.put(name, maker.apply(name));
      }
      return made.get(name);
    }

    @Override
    public Set<String> keySet() {
      return Set.copyOf(sources.keySet());
    }

    @Override
    public int size() {
      return sources.size();
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
      Set<Entry<String, @Nullable Object>> entries = new LinkedHashSet<>();
      sources.keySet().forEach(name -> entries.add(new SimpleEntry<>(name, get(name))));
      return entries;
    }
  }
}
