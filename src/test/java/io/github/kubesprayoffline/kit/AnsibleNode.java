package io.github.kubesprayoffline.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.source.KubesprayTree;
import io.github.kubesprayoffline.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node on which real Ansible evaluates a tree's roles and a bundle's inventory, and fetches what
 * they call for. The roles have the tree's defaults and vars; what each entry of {@code downloads}
 * says stands in variables of its own, so that one that cannot be rendered harms no other.
 */
final class AnsibleNode {

  private static final Path RESOURCES = Path.of("src/test/resources/deploy/proof").toAbsolutePath();
  private static final List<String> FIELDS =
      List.of("enabled", "groups", "file", "container", "url", "repo", "tag");

  private final Path folder;

  private AnsibleNode(Path folder) {
    this.folder = folder;
  }

  /**
   * Prepares the playbook.
   *
   * @param folder for all that the node is made of
   */
  static AnsibleNode of(KubesprayTree tree, Path folder) {
    AnsibleNode node = new AnsibleNode(folder);
    try {
      Files.createDirectories(folder.resolve("fetched"));
      List<String> roles = new ArrayList<>();
      for (Path role : tree.roles()) {
        roles.add(node.copy(role));
      }
      node.write("roles/proof/defaults/main.yml", node.entries(RawDownloads.of(tree)));
      roles.add("proof");
      String playbook = Files.readString(RESOURCES.resolve("playbook.yml"));
      Files.writeString(
          folder.resolve("playbook.yml"), playbook.replace("\"@roles@\"", roles.toString()));
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that runs the playbook with a bundle's inventory and extra vars. */
  String[] playbook(Path inventory, List<Path> extraVars) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "ANSIBLE_LOCAL_TEMP=" + folder.resolve("tmp"),
                "ANSIBLE_REMOTE_TEMP=" + folder.resolve("tmp"),
                "ANSIBLE_NOCOLOR=1",
                "ANSIBLE_PIPELINING=1",
                "ansible-playbook",
                "-i",
                inventory.toString()));
    extraVars.forEach(file -> command.addAll(List.of("-e", "@" + file)));
    command.add(folder.resolve("playbook.yml").toString());
    return command.toArray(String[]::new);
  }

  /** What was fetched, by the entry's id. */
  Map<String, Path> files() {
    try (Stream<Path> found = Files.list(folder.resolve("fetched"))) {
      return found.collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the images that the node pulls. */
  List<String> images() {
    try {
      return Files.readAllLines(folder.resolve("fetched.images"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Containerd's folder of {@code <registry>/hosts.toml}. */
  Path hosts() {
    return folder.resolve("certs.d");
  }

  private String copy(Path role) throws IOException {
    String name = role.getFileName().toString();
    Path target = Files.createDirectories(folder.resolve("roles").resolve(name));
    for (String kind : List.of("defaults", "vars")) {
      if (Files.isDirectory(role.resolve(kind))) {
        Programs.run("cp", "-r", role.resolve(kind).toString(), target.toString());
      }
    }
    return name;
  }

  /** As JSON, which is YAML. */
  private Map<String, Object> entries(Map<String, Map<String, Object>> downloads) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("proof_templates", RESOURCES.resolve("templates").toString());
    variables.put("proof_fetched", folder.resolve("fetched").toString());
    variables.put("proof_certs_d", hosts().toString());
    variables.put("proof_ids", downloads.keySet());
    downloads.forEach(
        (id, entry) -> {
          for (String field : FIELDS) {
            Object absent = field.equals("groups") ? List.of() : false;
            variables.put("proof_%s_%s".formatted(id, field), entry.getOrDefault(field, absent));
          }
          Object sum = entry.containsKey("checksum") ? entry.get("checksum") : entry.get("sha256");
          variables.put("proof_%s_checksum".formatted(id), sum == null ? "" : sum);
        });
    return variables;
  }

  private void write(String path, Map<String, Object> variables) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    try {
      Files.writeString(file, JsonMapper.builder().build().writeValueAsString(variables));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
