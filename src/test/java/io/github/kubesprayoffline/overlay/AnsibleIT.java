package io.github.kubesprayoffline.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.OracleCase;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real Ansible reads the site's inventory as it is written, and makes of it what we do. */
@RequiresProgram({"ansible-playbook", "ansible-inventory", "yamllint"})
class AnsibleIT {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String PLAYBOOK =
      """
      - hosts: all
        gather_facts: false
        roles: %s
        tasks:
          - copy:
              content: "{{ lookup('template', '%s') }}"
              dest: "%s"
      """;

  private static final String TEMPLATE =
      "{% set all = {} %}{% for name in test_names %}"
          + "{% set _ = all.update({name: lookup('vars', name)}) %}{% endfor %}{{ all | to_json }}";

  @TempDir Path folder;

  private static JsonNode variables(Site site) throws IOException {
    String inventory = site.config().resolve("inventory/hosts.ini").toString();
    return JSON.readTree(Programs.run("ansible-inventory", "-i", inventory, "--host", "node1"));
  }

  @Test
  void fileForAllGroups_isReadBesideTheOverlay() throws IOException {
    Site site = Site.in(folder).with("group_vars/all.yml", "---\nhelm_enabled: true\n");
    site.configured();

    JsonNode variables = variables(site);

    assertThat(variables.path("helm_enabled").asBoolean()).isTrue();
    assertThat(variables.path("files_repo").asText()).isEqualTo(MirrorSettings.DEFAULT_FILES_REPO);
    assertThat(variables.path("github_url").asText()).isEqualTo("{{ files_repo }}/github.com");
  }

  @Test
  void ownOverlay_isReadAndLosesWhereBothSpeak() throws IOException {
    Site site =
        Site.in(folder)
            .with(
                "group_vars/all/offline.yml",
                "---\nfiles_repo: http://old.example.com\nrhel_enable_repos: false\n");
    site.configured();

    JsonNode variables = variables(site);

    assertThat(variables.path("rhel_enable_repos").asText()).isEqualTo("false");
    assertThat(variables.path("files_repo").asText()).isEqualTo(MirrorSettings.DEFAULT_FILES_REPO);
  }

  @Test
  void everyGeneratedFile_isAcceptedByYamllint() {
    Site site = Site.in(folder).with("host_vars/node1.yml", "---\nquay_image_repo: quay.io\n");
    site.configured();

    Programs.run(
        "yamllint",
        "--strict",
        "-d",
        "{extends: default, rules: {line-length: disable}}",
        site.config().toString());
  }

  @ParameterizedTest
  @RequiresShared({"kubespray", "oracle/scenarios"})
  @CsvSource({
    "kubespray-2.15.1, sample, STRIP",
    "kubespray-2.22.2, arm64, KEEP",
    "kubespray-2.31.0, addons, STRIP",
    "kubespray-dfeed1c1a479d75c972ab246e4f321d23f7ec243, seed, KEEP"
  })
  void realTree_hasTheSameValuesInAnsible(String archive, String scenario, ImagePath imagePath)
      throws IOException {
    CatalogRequest request =
        new OracleCase(Shared.folder(), archive, scenario).request(folder.resolve("tree"));
    Configuration configuration =
        UserFiles.configured(request, MirrorSettings.defaults(imagePath), folder.resolve("config"));
    Path inventory =
        folder
            .resolve("config/inventory")
            .resolve(request.source().inventory().orElseThrow().getFileName());
    Map<String, Object> values = ours(request.withInventory(inventory), configuration);

    JsonNode theirs = JSON.readTree(ansible(request, inventory, configuration, values).toFile());

    assertThat(values).hasSizeGreaterThan(30);
    assertThat(theirs).isEqualTo(JSON.readTree(JSON.writeValueAsBytes(values)));
  }

  /** All URLs and repositories that can be rendered, and whatever the overlay sets. */
  private Map<String, Object> ours(CatalogRequest request, Configuration configuration) {
    List<Path> files = new ArrayList<>(request.source().varsFiles());
    configuration
        .extraVars()
        .keySet()
        .forEach(name -> files.add(folder.resolve("config/extra-vars").resolve(name)));
    Templar templar =
        CatalogBuilder.build(request.withSource(request.source().withVarsFiles(files)))
            .nodes()
            .iterator()
            .next()
            .templar();
    Map<String, Object> values = new TreeMap<>();
    for (String name : templar.names()) {
      boolean isOurs =
          templar.variable(name).origin().file().endsWith(SiteInventory.OVERLAY)
              || name.matches(".*(_download_url|_install_url|_image_repo)");
      Object value = isOurs ? templar.resolve(name) : null;
      if (value instanceof String
          || value instanceof List
          || value instanceof Map
          || value instanceof Boolean) {
        values.put(name, value);
      }
    }
    return values;
  }

  private Path ansible(
      CatalogRequest request,
      Path inventory,
      Configuration configuration,
      Map<String, Object> values)
      throws IOException {
    List<String> roles = new ArrayList<>();
    for (Path role : request.tree().roles()) {
      roles.add(role.getFileName().toString());
      for (String kind : List.of("defaults", "vars")) {
        Path target = folder.resolve("play/roles").resolve(role.getFileName());
        Files.createDirectories(target);
        if (Files.isDirectory(role.resolve(kind))) {
          Programs.run("cp", "-r", role.resolve(kind).toString(), target.toString());
        }
      }
    }
    Path out = folder.resolve("out.json");
    Path template = Files.writeString(folder.resolve("play/all.j2"), TEMPLATE);
    Path playbook =
        Files.writeString(
            folder.resolve("play/playbook.yml"), PLAYBOOK.formatted(roles, template, out));
    List<String> command =
        new ArrayList<>(
            List.of("ansible-playbook", "-c", "local", "-l", "all[0]", "-i", inventory + ""));
    extraVars(request, configuration, values)
        .forEach(file -> command.addAll(List.of("-e", "@" + file)));
    command.add(playbook.toString());
    Programs.run(command.toArray(String[]::new));
    return out;
  }

  private Stream<Path> extraVars(
      CatalogRequest request, Configuration configuration, Map<String, Object> values)
      throws IOException {
    Path names = folder.resolve("names.json");
    JSON.writeValue(names.toFile(), Map.of("test_names", values.keySet()));
    Path facts = folder.resolve("facts.json");
    JSON.writeValue(facts.toFile(), request.selection().facts());
    Path vars = folder.resolve("vars.json");
    JSON.writeValue(vars.toFile(), request.source().vars());
    return Stream.concat(
        Stream.concat(request.source().varsFiles().stream(), Stream.of(names, facts, vars)),
        configuration.extraVars().keySet().stream()
            .map(name -> folder.resolve("config/extra-vars").resolve(name)));
  }
}
