package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.Agreement;
import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.ansible.Vault;
import io.github.kubesprayoffline.ansible.inventory.Group;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import io.github.kubesprayoffline.ansible.inventory.InventoryReader;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that a request is about, with their variables. Going through them hands over one node
 * for all hosts that look alike so far; where what was read of it would have been something else on
 * some of them, those become nodes of their own, whose turn comes next. So every loop sees as many
 * nodes as differ in what it looks at, in the order of the inventory.
 */
public final class Nodes implements Iterable<Node> {

  private static final List<String> IN_CLUSTER =
      List.of("kube_control_plane", "kube_node", "calico_rr");

  private static final String ARCHITECTURE = "ansible_architecture";

  /** As many nodes' values are kept for the next who goes through them. */
  private static final int MOST_KEPT = 16;

  private final CatalogRequest request;
  private final Budget budget;
  private final VariableFile.Opener opener;
  private final Inventory inventory;
  private final HostVariables variables;
  private final Map<Host, Integer> positions = new HashMap<>();
  private final NavigableMap<Place, Node> nodes = new TreeMap<>();
  private final Map<Node, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

  /** Where a node stands among the others. */
  private record Place(int host, String arch) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return host != other.host ? Integer.compare(host, other.host) : arch.compareTo(other.arch);
    }
  }

  /** The values of a node, with what was read of them when its hosts were last compared. */
  private static final class Kept {
    private final Templar templar;
    private long compared;
    private long held;

    Kept(Templar templar) {
      this.templar = templar;
    }
  }

  private Nodes(CatalogRequest request) {
    this.request = request;
    Vault vault =
        request.source().vaultPasswordFile().map(Vault::ofPasswordFile).orElse(Vault.closed());
    this.opener = HostVariables.opener(vault);
    Budget reading = Budget.forHosts(1);
    this.inventory = reading.charge(this::inventory);
    HostVariables.Layers layers = reading.charge(this::layers);
    this.budget = Budget.forHosts(inventory.hosts().size());
    budget.hold(reading.held());
    this.variables = new HostVariables(inventory, folders(), layers, vault, budget);
    inventory.hosts().forEach(host -> positions.put(host, positions.size()));
  }

  /**
   * The nodes of the inventory, each on its own architecture or on every one that was asked for.
   *
   * @throws InvalidInputException if the inventory has no host, or cannot be read
   */
  static Nodes evaluate(CatalogRequest request) {
    Nodes nodes = new Nodes(request);
    nodes.divideByArchitecture();
    return nodes;
  }

  private Inventory inventory() {
    Inventory read =
        request
            .source()
            .inventory()
            .map(path -> InventoryReader.read(path, opener))
            .orElseGet(SampleInventory::make);
    if (read.hosts().isEmpty()) {
      throw new InvalidInputException(
          "the inventory %s has no hosts"
              .formatted(request.source().inventory().map(Path::toString).orElse("")));
    }
    renameGroups(read);
    return read;
  }

  private void divideByArchitecture() {
    add(new Node(this, inventory.hosts(), "", new Variables()));
    Map<Node, List<String>> architectures = new LinkedHashMap<>();
    for (Node node : this) {
      architectures.put(node, architectures(node.templar()));
    }
    Map<String, Variables> facts = new HashMap<>();
    List<Node> undivided = List.copyOf(nodes.values());
    nodes.clear();
    kept.clear();
    for (Node node : undivided) {
      List<String> written = Objects.requireNonNull(architectures.get(node));
      written.forEach(arch -> add(new Node(this, node.hosts(), arch, new Variables())));
      if (written.isEmpty()) {
        for (String arch : request.selection().architectures()) {
          add(new Node(this, node.hosts(), arch, facts.computeIfAbsent(arch, Nodes::fact)));
        }
      }
    }
  }

  /** The architecture that the inventory gives a host; none where it does not say. */
  private static List<String> architectures(Templar templar) {
    return templar.has(ARCHITECTURE)
        ? List.of(Architectures.ofMachine(Python.str(templar.value(ARCHITECTURE))))
        : List.of();
  }

  private static Variables fact(String arch) {
    return Variables.of(
        Map.of(ARCHITECTURE, Architectures.machine(arch)), Source.DEFAULT_FACTS, "architectures");
  }

  private void add(Node node) {
    nodes.put(place(node), node);
  }

  private Place place(Node node) {
    return new Place(Objects.requireNonNull(positions.get(node.host())), node.arch());
  }

  @Override
  public Iterator<Node> iterator() {
    return new Iterator<>() {
      private @Nullable Place last;
      private long held;

      @Override
      public boolean hasNext() {
        compareLast();
        return following() != null;
      }

      @Override
      public Node next() {
        compareLast();
        Map.Entry<Place, Node> next = following();
        if (next == null) {
          throw new NoSuchElementException();
        }
        last = next.getKey();
        held = budget.held();
        return next.getValue();
      }

      private Map.@Nullable Entry<Place, Node> following() {
        return last == null ? nodes.firstEntry() : nodes.higherEntry(last);
      }

      private void compareLast() {
        if (last != null) {
          compare(Objects.requireNonNull(nodes.get(last)), held);
          held = budget.held();
        }
      }
    };
  }

  /** Makes a node of the hosts that differ from their first in what was read of it. */
  private void compare(Node node, long heldBefore) {
    Kept now = kept.get(node);
    long read = now == null ? 0 : now.templar.readings() + node.asked().size();
    if (now != null) {
      now.held += budget.held() - heldBefore;
    }
    if (node.hosts().size() == 1 || (now != null && now.compared == read)) {
      return;
    }
    Predicate<Host> isAlike = now == null ? host -> true : agreement(node, now.templar);
    Map<Boolean, List<Host>> split =
        node.hosts().stream()
            .collect(
                Collectors.partitioningBy(
                    host ->
                        host == node.host() || (answersAlike(node, host) && isAlike.test(host))));
    node.keep(Objects.requireNonNull(split.get(true)));
    List<Host> others = Objects.requireNonNull(split.get(false));
    if (!others.isEmpty()) {
      add(new Node(this, others, node.arch(), node.facts()));
    }
    if (now != null) {
      now.compared = now.templar.readings() + node.asked().size();
    }
  }

  private boolean answersAlike(Node node, Host host) {
    return node.asked().entrySet().stream()
        .allMatch(asked -> isInAny(host, asked.getKey()) == asked.getValue());
  }

  /** Whatever is rendered to compare another host is let go of again. */
  private Predicate<Host> agreement(Node node, Templar first) {
    Agreement agreement = first.agreement();
    return host -> {
      long held = budget.held();
      boolean isAlike = agreement.holdsFor(variables.templar(host, node.facts()));
      budget.release(budget.held() - held);
      return isAlike;
    };
  }

  boolean isInAny(Host host, Set<String> groups) {
    return variables.groupNames(host).stream().anyMatch(groups::contains);
  }

  /** The names of all hosts of nodes, in the order of the inventory. */
  List<String> names(List<Node> some) {
    return some.stream()
        .flatMap(node -> node.hosts().stream())
        .sorted(Comparator.comparing(positions::get))
        .map(Host::name)
        .toList();
  }

  /** What renders for a node; the same as long as it is kept. */
  Templar templar(Node node) {
    Kept found =
        kept.computeIfAbsent(node, each -> new Kept(variables.templar(each.host(), each.facts())));
    if (kept.size() > MOST_KEPT) {
      Node oldest = kept.keySet().iterator().next();
      budget.release(Objects.requireNonNull(kept.remove(oldest)).held);
    }
    return found.templar;
  }

  private static void renameGroups(Inventory inventory) {
    Map<Set<Group>, Set<String>> groupNames = new HashMap<>();
    for (Host host : inventory.hosts()) {
      Set<String> groups =
          new HashSet<>(
              groupNames.computeIfAbsent(host.ownGroups(), own -> Set.copyOf(host.groupNames())));
      SampleInventory.RENAMED.forEach(
          (old, current) -> {
            if (groups.contains(old) && groups.add(current)) {
              inventory.join(host, current);
            }
          });
      if (IN_CLUSTER.stream().anyMatch(groups::contains) && groups.add("k8s_cluster")) {
        inventory.join(host, "k8s_cluster");
      }
    }
  }

  /** Where group_vars lie: beside the inventory, then beside the playbooks, which win. */
  private List<Path> folders() {
    Path beside =
        request
            .source()
            .inventory()
            .map(path -> Files.isDirectory(path) ? path : path.toAbsolutePath().getParent())
            .orElse(request.sample());
    return List.of(beside, request.tree().root());
  }

  private HostVariables.Layers layers() {
    return new HostVariables.Layers(
        role("defaults", Source.ROLE_DEFAULTS),
        Variables.of(defaultFacts(), Source.DEFAULT_FACTS, "default facts"),
        Variables.of(request.selection().facts(), Source.FACTS, "facts"),
        role("vars", Source.ROLE_VARS),
        request.source().extraVars(opener));
  }

  private Variables role(String kind, Source source) {
    Variables all = new Variables();
    for (Path role : request.tree().roles()) {
      for (Path file : VariableFile.findInRole(role.resolve(kind), "main")) {
        String name = request.tree().root().relativize(file).toString();
        all.addAll(Variables.ofFile(YamlValues.parse(opener.text(file), name), source, name));
      }
    }
    return all;
  }

  /** A node with Ubuntu 22.04. */
  private static Map<String, @Nullable Object> defaultFacts() {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("ansible_system", "Linux");
    facts.put("ansible_distribution", "Ubuntu");
    facts.put("ansible_os_family", "Debian");
    facts.put("ansible_distribution_major_version", "22");
    facts.put("ansible_distribution_version", "22.04");
    facts.put("ansible_distribution_release", "jammy");
    facts.put("ansible_pkg_mgr", "apt");
    facts.put("ansible_service_mgr", "systemd");
    facts.put("ansible_hostname", "node1");
    facts.put("ansible_python", Map.of("version", Map.of("major", 3L)));
    facts.put("ansible_default_ipv4", Map.of("address", "10.3.0.1"));
    facts.put("ansible_memtotal_mb", 8192L);
    facts.put("ansible_processor_vcpus", 4L);
    return facts;
  }
}
