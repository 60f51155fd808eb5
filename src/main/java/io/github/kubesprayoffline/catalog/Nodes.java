package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.Origin.Source;
import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.ansible.Variables;
import io.github.kubesprayoffline.ansible.Vault;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import io.github.kubesprayoffline.ansible.inventory.InventoryReader;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The nodes that a request is about, with their variables. */
final class Nodes {

  /** Group names of before 2.16, and what Kubespray itself makes of them. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "kube-master", "kube_control_plane",
          "kube-node", "kube_node",
          "k8s-cluster", "k8s_cluster",
          "calico-rr", "calico_rr",
          "no-floating", "no_floating");

  private static final List<String> IN_CLUSTER =
      List.of("kube_control_plane", "kube_node", "calico_rr");

  private final CatalogRequest request;
  private final Vault vault;
  private final VariableFile.Opener opener;

  private Nodes(CatalogRequest request) {
    this.request = request;
    this.vault = request.vaultPasswordFile().map(Vault::ofPasswordFile).orElse(Vault.closed());
    this.opener = HostVariables.opener(vault);
  }

  /**
   * The nodes of the inventory, each on its own architecture or on every one that was asked for.
   *
   * @throws InvalidInputException if the inventory has no host, or cannot be read
   */
  static List<Node> of(CatalogRequest request) {
    return new Nodes(request).all();
  }

  private List<Node> all() {
    Inventory inventory =
        request.inventory().map(path -> InventoryReader.read(path, opener)).orElseGet(this::sample);
    if (inventory.hosts().isEmpty()) {
      throw new InvalidInputException(
          "the inventory %s has no hosts"
              .formatted(request.inventory().map(Path::toString).orElse("")));
    }
    renameGroups(inventory);
    HostVariables variables =
        new HostVariables(
            inventory, folders(), layers(), vault, Budget.forHosts(inventory.hosts().size()));
    List<Node> nodes = new ArrayList<>();
    inventory.hosts().forEach(host -> addNodes(host, variables, nodes));
    return nodes;
  }

  private void addNodes(Host host, HostVariables variables, List<Node> nodes) {
    Templar asWritten = variables.templar(host, new Variables());
    if (asWritten.variable("ansible_architecture") != null) {
      String machine = Python.str(asWritten.value("ansible_architecture"));
      nodes.add(Node.of(host, Architectures.ofMachine(machine), asWritten));
      return;
    }
    for (String arch : new TreeSet<>(request.architectures())) {
      Variables fact =
          Variables.of(
              Map.of("ansible_architecture", Architectures.machine(arch)),
              Source.DEFAULT_FACTS,
              "architectures");
      nodes.add(Node.of(host, arch, variables.templar(host, fact)));
    }
  }

  /** One node in every group that the tree's downloads can name. */
  private Inventory sample() {
    Inventory inventory = new Inventory();
    Set<String> groups = new TreeSet<>(RENAMED.values());
    groups.addAll(RENAMED.keySet());
    groups.add("etcd");
    groups.forEach(group -> inventory.addHost("node1", inventory.group(group)));
    inventory
        .group("k8s_cluster")
        .addChildren(inventory.group("kube_control_plane"), inventory.group("kube_node"));
    inventory
        .group("k8s-cluster")
        .addChildren(inventory.group("kube-master"), inventory.group("kube-node"));
    inventory.reconcile();
    return inventory;
  }

  private static void renameGroups(Inventory inventory) {
    for (Host host : inventory.hosts()) {
      RENAMED.forEach(
          (old, current) -> {
            if (host.groupNames().contains(old) && !host.groupNames().contains(current)) {
              inventory.join(host, current);
            }
          });
      boolean isInCluster = IN_CLUSTER.stream().anyMatch(host.groupNames()::contains);
      if (isInCluster && !host.groupNames().contains("k8s_cluster")) {
        inventory.join(host, "k8s_cluster");
      }
    }
  }

  /** Where group_vars lie: beside the inventory, then beside the playbooks, which win. */
  private List<Path> folders() {
    Path beside =
        request
            .inventory()
            .map(path -> Files.isDirectory(path) ? path : path.toAbsolutePath().getParent())
            .orElse(request.sample());
    return List.of(beside, request.tree().root());
  }

  private HostVariables.Layers layers() {
    Variables extra = new Variables();
    for (Path file : request.varsFiles()) {
      String name = file.toString();
      extra.addAll(
          Variables.ofFile(YamlValues.parse(opener.text(file), name), Source.EXTRA_VARS, name));
    }
    extra.addAll(Variables.of(request.vars(), Source.EXTRA_VARS, "vars"));
    return new HostVariables.Layers(
        role("defaults", Source.ROLE_DEFAULTS),
        Variables.of(defaultFacts(), Source.DEFAULT_FACTS, "default facts"),
        Variables.of(request.facts(), Source.FACTS, "facts"),
        role("vars", Source.ROLE_VARS),
        extra);
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
