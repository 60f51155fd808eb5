package io.github.kubesprayoffline.play;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.source.KubesprayTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document that belongs to a catalog. */
class AskReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private FixtureTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree =
        FixtureTree.ofTasks(folder, "")
            .with("roles/kubespray_defaults/defaults/main.yml", "name: plain\n")
            .with(
                "cluster.yml",
                """
                - hosts: kube_node
                  gather_facts: false
                  roles: [kubespray_defaults]
                  tasks:
                    - setup: {}
                    - get_url: { url: 'https://example.org/{{ ansible_architecture }}/{{ name }}', dest: /tmp/x }
                """);
  }

  private CatalogRequest request() {
    return CatalogRequest.of(KubesprayTree.open(tree.root()));
  }

  private static Optional<AskReport> report(CatalogRequest request) {
    return AskReport.of(
        request,
        new Catalog(
            request.release(), List.of("amd64"), Scope.ENABLED, List.of(), List.of(), List.of()));
  }

  private static List<String> urls(Optional<AskReport> report) throws IOException {
    JsonNode document = JSON.readTree(report.orElseThrow().json());
    assertThat(document.path("unknown")).isEmpty();
    return document.path("files").findValuesAsText("url");
  }

  @Test
  void withoutAnInventory_oneNodeInEveryGroupAsks() throws IOException {
    assertThat(urls(report(request()))).containsExactly("https://example.org/x86_64/plain");
  }

  @Test
  void everyArchitecture_asks() throws IOException {
    CatalogRequest both = request().selecting(Selection.ARCHITECTURES, List.of("amd64", "arm64"));

    assertThat(urls(report(both)))
        .containsExactly("https://example.org/aarch64/plain", "https://example.org/x86_64/plain");
  }

  @Test
  void inventoryAndVariables_count() throws IOException {
    Path inventory =
        Files.writeString(
            folder.resolve("hosts.ini"), "[kube_node]\na ansible_architecture=aarch64\n");

    assertThat(urls(report(request().withInventory(inventory).withVars(Map.of("name", "extra")))))
        .containsExactly("https://example.org/aarch64/extra");
  }

  @Test
  void treeWithoutPlaybooks_hasNoReport() throws IOException {
    Files.delete(tree.root().resolve("cluster.yml"));

    assertThat(report(request())).isEmpty();
  }

  @Test
  void playbookThatCannotBeRead_isNamedInTheReport() throws IOException {
    tree.with("cluster.yml", "- hosts: [\n");

    JsonNode document = JSON.readTree(report(request()).orElseThrow().json());

    assertThat(document.path("unknown").path(0).path("why").asText()).contains("cluster.yml:2");
    assertThat(document.path("files")).isEmpty();
  }

  @Test
  void whatNoDownloadBrings_isNamedWithWhoAsksAndWhatToDo() throws IOException {
    tree.with(
        "cluster.yml",
        """
        - hosts: kube_node
          gather_facts: false
          roles: [kubespray_defaults]
          tasks:
            - apt: { name: [socat, conntrack] }
            - get_url: { url: 'https://example.org/more', dest: /tmp/x }
            - get_url: { url: 'https://example.org/perhaps', dest: /tmp/y }
              when: nobody_knows.stdout == 'yes'
        """);

    assertThat(report(request()).orElseThrow().notCarried())
        .extracting(NotCarried::what)
        .containsExactly("OS packages: conntrack, socat", "the file https://example.org/more");
  }
}
