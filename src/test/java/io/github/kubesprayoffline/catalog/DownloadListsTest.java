package io.github.kubesprayoffline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.source.KubesprayTree;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import io.github.kubesprayoffline.testing.TarGz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists are those that {@code contrib/offline/generate_list.sh} printed for the same trees. */
@RequiresShared("kubespray")
class DownloadListsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"2.18.1", "2.22.2", "2.25.1", "2.28.1", "2.31.0"})
  void everything_isListedLineForLineAsKubespraysScriptDoes(String release) throws IOException {
    DownloadLists lists = CatalogBuilder.build(request(release)).lists();

    List<String> forgotten =
        lists.files().stream().filter(url -> url.contains("/argo-cd/")).toList();
    List<String> files = lists.files().stream().filter(url -> !forgotten.contains(url)).toList();
    assertThat(files).isEqualTo(printed(release + ".files.list"));
    assertThat(lists.images()).isEqualTo(printed(release + ".images.list"));
  }

  /** The script sees localhost alone, and none of the inventory's variables. */
  private CatalogRequest request(String release) throws IOException {
    TarGz.unpack(
        Shared.folder().resolve("kubespray/kubespray-%s.tar.gz".formatted(release)), folder);
    Path inventory = Files.createDirectory(folder.resolve("inventory")).resolve("hosts");
    Files.writeString(inventory, "localhost\n");
    return CatalogRequest.of(KubesprayTree.open(folder.resolve("kubespray-" + release)))
        .withInventory(inventory)
        .selecting(Selection.SCOPE, Scope.ALL);
  }

  private List<String> printed(String name) throws IOException {
    try (var in = getClass().getResourceAsStream("/catalog/generate_list/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
