package io.github.kubesprayoffline.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.ansible.inventory.Group;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import io.github.kubesprayoffline.ansible.inventory.InventoryReader;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.variable.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hosts, groups and variables are those that {@code ansible-inventory} printed; {@code
 * src/test/scripts/inventories.sh} prints them again.
 */
class InventoriesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("src/test/resources/ansible/inventories");

  private static final Set<String> MAGIC =
      Set.of(
          "inventory_hostname",
          "inventory_hostname_short",
          "group_names",
          "groups",
          "ansible_play_hosts",
          "ansible_play_hosts_all",
          "ansible_play_batch",
          "play_hosts",
          "hostvars",
          "ansible_facts");

  @ParameterizedTest
  @CsvSource({"ini/hosts.ini, ini", "yaml/hosts.yml, yaml", "folder, folder"})
  void inventory_isReadAsAnsibleReadsIt(String source, String name) throws IOException {
    JsonNode expected = JSON.readTree(FOLDER.resolve(name + ".json").toFile());
    Path path = FOLDER.resolve(source);

    Inventory inventory = InventoryReader.read(path, HostVariables.opener(Vault.closed()));

    for (Group group : inventory.groups()) {
      assertThat(group.hosts().stream().map(Host::name).toList())
          .as("hosts of %s", group)
          .containsExactlyInAnyOrderElementsOf(hosts(expected, group.name()));
    }
    HostVariables variables =
        variables(inventory, Files.isDirectory(path) ? path : path.getParent());
    for (Host host : inventory.hosts()) {
      assertThat(values(variables.templar(host, new Variables())))
          .as("variables of %s", host)
          .isEqualTo(expected.path("_meta").path("hostvars").path(host.name()));
    }
  }

  private static HostVariables variables(Inventory inventory, Path folder) {
    Variables none = new Variables();
    return new HostVariables(
        inventory,
        List.of(folder),
        new HostVariables.Layers(none, none, none, none, none),
        Vault.closed(),
        Budget.forHosts(1));
  }

  private static JsonNode values(Templar templar) {
    var all = JSON.createObjectNode();
    for (String name : templar.names()) {
      if (!MAGIC.contains(name)) {
        all.set(name, PlainJson.of(templar.value(name)));
      }
    }
    return all.isEmpty() ? JSON.missingNode() : all;
  }

  private static Set<String> hosts(JsonNode expected, String group) {
    Set<String> all = new TreeSet<>();
    expected.path(group).path("hosts").forEach(host -> all.add(host.asText()));
    expected
        .path(group)
        .path("children")
        .forEach(child -> all.addAll(hosts(expected, child.asText())));
    return all;
  }
}
