package io.github.kubesprayoffline.play;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.Vault;
import io.github.kubesprayoffline.ansible.inventory.InventoryReader;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.walk.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tree and a scenario, with what real Ansible asked for. */
record PlayCase(Path shared, Path trees, String tree, String scenario) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  private static final Map<String, String> OLD_GROUPS =
      Map.of(
          "kube_control_plane", "kube-master",
          "kube_node", "kube-node",
          "calico_rr", "calico-rr");

  static Stream<PlayCase> all(Path shared, Path trees) throws IOException {
    try (Stream<Path> files = Files.list(shared.resolve("oracle/play/expected"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .map(name -> name.split("--", 2))
          .map(parts -> new PlayCase(shared, trees, parts[0], parts[1]))
          .toList()
          .stream();
    }
  }

  private Path oracle() {
    return shared.resolve("oracle/play");
  }

  Path root() {
    return trees.resolve("kubespray-" + tree.substring(1));
  }

  JsonNode expected() throws IOException {
    return JSON.readTree(
        oracle().resolve("expected").resolve(tree + "--" + scenario + ".json").toFile());
  }

  private JsonNode described() throws IOException {
    return JSON.readTree(oracle().resolve("scenarios").resolve(scenario + ".json").toFile());
  }

  private JsonNode hosts() throws IOException {
    JsonNode own = described().path("hosts");
    return own.isEmpty() ? JSON.readTree(oracle().resolve("stubs/hosts.json").toFile()) : own;
  }

  /** The request for the case; its inventory is written into a folder. */
  AskRequest request(Path folder) throws IOException {
    Path inventory = writeInventory(Files.createDirectories(folder.resolve("inventory")));
    Vault vault = Vault.closed();
    JsonNode described = described();
    JsonNode hosts = hosts();
    JsonNode systems = JSON.readTree(oracle().resolve("stubs/systems.json").toFile());
    String playbook = described.path("playbook").asText("cluster.yml");
    return new AskRequest(
        root(),
        playbook,
        () -> InventoryReader.read(inventory, HostVariables.opener(vault)),
        List.of(inventory.getParent(), root()),
        new Variables(),
        host -> facts(hosts.path(host.name()), systems),
        new Tags(words(described.path("tags")), words(described.path("skip_tags"))),
        vault);
  }

  private static Set<String> words(JsonNode list) {
    Set<String> words = new TreeSet<>();
    list.forEach(each -> words.add(each.asText()));
    return words;
  }

  private static Map<String, @Nullable Object> facts(JsonNode host, JsonNode systems) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    JsonNode system = systems.path(host.path("os").asText("ubuntu-24.04"));
    system
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("os_release") && !entry.getKey().equals("python_minor")) {
                facts.put(
                    "ansible_" + entry.getKey(),
                    Python.of(JSON.convertValue(entry.getValue(), Object.class)));
              }
            });
    facts.put("ansible_architecture", host.path("arch").asText("x86_64"));
    return facts;
  }

  private Path writeInventory(Path folder) throws IOException {
    copy(root().resolve("inventory/sample/group_vars"), folder.resolve("group_vars"));
    Path variables = Files.createDirectories(folder.resolve("host_vars"));
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String group : List.of("kube_control_plane", "etcd", "kube_node", "calico_rr")) {
      groups.put(group, new ArrayList<>());
    }
    List<String> lines = new ArrayList<>(List.of("[all]"));
    int number = 1;
    for (Map.Entry<String, JsonNode> host : hosts().properties()) {
      lines.add(line(host, number++));
      for (JsonNode group : host.getValue().path("groups")) {
        groups.computeIfAbsent(group.asText(), each -> new ArrayList<>()).add(host.getKey());
      }
      Map<String, Object> own = JSON.convertValue(described().path("vars"), VALUES);
      Map<String, Object> more = JSON.convertValue(host.getValue().path("vars"), VALUES);
      Map<String, Object> all = new LinkedHashMap<>(own == null ? Map.of() : own);
      all.putAll(more == null ? Map.of() : more);
      JSON.writeValue(variables.resolve(host.getKey() + ".json").toFile(), all);
    }
    groups.forEach((group, members) -> addGroup(group, members, lines));
    lines.addAll(List.of("[k8s_cluster:children]", "kube_control_plane", "kube_node"));
    lines.addAll(List.of("[k8s-cluster:children]", "kube-master", "kube-node"));
    return Files.write(folder.resolve("hosts.ini"), lines);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }

  private static String line(Map.Entry<String, JsonNode> host, int number) {
    String address = "10.3.0." + (10 + number);
    boolean isEtcd = host.getValue().path("groups").toString().contains("\"etcd\"");
    return "%s ansible_connection=local ansible_host=%s ip=%s access_ip=%s%s"
        .formatted(
            host.getKey(),
            address,
            address,
            address,
            isEtcd ? " etcd_member_name=etcd" + number : "");
  }

  private static void addGroup(String group, List<String> members, List<String> lines) {
    lines.add("[" + group + "]");
    lines.addAll(members);
    String old = OLD_GROUPS.get(group);
    if (old != null) {
      lines.add("[" + old + "]");
      lines.addAll(members);
    }
  }

  @Override
  public String toString() {
    return tree + " " + scenario;
  }
}
