package io.github.kubesprayoffline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value of the reference, which real Ansible wrote, is what the catalog has. */
@RequiresShared({"oracle/expected", "kubespray"})
class OracleTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of all cases, each of which reads its tree and leaves it as it was. */
  @TempDir static Path folder;

  static Stream<OracleCase> cases() throws IOException {
    return OracleCase.all(Shared.folder());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void realTree_hasTheValuesThatAnsibleGives(OracleCase oracle) throws IOException {
    JsonNode expected = JSON.readTree(oracle.expected().toFile());

    Resolution resolution = CatalogBuilder.build(oracle.request(folder));

    assertThat(OracleView.of(resolution)).containsExactlyInAnyOrderEntriesOf(wanted(expected));
    assertThat(resolution.catalog().problems())
        .extracting(Problem::id)
        .containsAll(failing(expected));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void realTreeInFull_listsEveryUrlThatAnsibleRenders(OracleCase oracle) throws IOException {
    JsonNode expected = JSON.readTree(oracle.expected().toFile());

    Resolution all =
        CatalogBuilder.build(oracle.request(folder).selecting(Selection.SCOPE, Scope.ALL));

    assertThat(all.lists().files()).containsExactlyInAnyOrderElementsOf(urls(expected));
    assertThat(all.catalog().selectedFiles())
        .extracting(FileEntry::url)
        .containsAll(urls(expected));
    assertThat(all.lists().images()).containsAll(controlPlane(expected.path("kubeadm")));
  }

  /** The variable that the origin project's inventory adds is no file of Kubespray's. */
  private static Set<String> urls(JsonNode expected) {
    Set<String> all = new TreeSet<>();
    expected
        .path("urls")
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().equals("download_url") && entry.getValue().isTextual()) {
                all.add(entry.getValue().asText());
              }
            });
    return all;
  }

  private static List<String> controlPlane(JsonNode kubeadm) {
    String repository =
        kubeadm
            .path(kubeadm.has("kubeadm_image_repo") ? "kubeadm_image_repo" : "kube_image_repo")
            .asText();
    String version = kubeadm.path("kube_version").asText();
    String tag = version.startsWith("v") ? version : "v" + version;
    return ControlPlane.IDS.stream().map(id -> "%s/%s:%s".formatted(repository, id, tag)).toList();
  }

  private static Map<String, String> wanted(JsonNode expected) {
    Map<String, String> all = new TreeMap<>();
    expected
        .path("downloads")
        .properties()
        .forEach(entry -> all.put(entry.getKey(), OracleView.line(entry.getValue())));
    all.keySet().removeAll(failing(expected));
    return all;
  }

  /** The entries that Ansible itself cannot render. */
  private static Set<String> failing(JsonNode expected) {
    Set<String> all = new TreeSet<>();
    expected
        .path("downloads")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().findValue("error") != null) {
                all.add(entry.getKey());
              }
            });
    return all;
  }
}
