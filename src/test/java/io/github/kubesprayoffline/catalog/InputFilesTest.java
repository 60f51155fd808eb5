package io.github.kubesprayoffline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.source.KubesprayTree;
import io.github.kubesprayoffline.testing.DemoTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

  private static final DemoTree TREE = DemoTree.load();

  @TempDir Path folder;

  @Test
  void extraVars_areSortedByNameAndKeepTheOrderWithin() {
    Map<String, Object> sums = new LinkedHashMap<>();
    sums.put("1.35.4", "b");
    sums.put("1.34.3", "a");
    Map<String, Object> vars = new LinkedHashMap<>();
    vars.put("kubelet_checksums", Map.of("amd64", sums));
    vars.put("cni_version", "1.8.0");

    byte[] file = inputs(vars, Selection.DEFAULT).extraVars().get("01-vars.json");

    assertThat(new String(file, StandardCharsets.UTF_8))
        .containsSubsequence("cni_version", "kubelet_checksums", "1.35.4", "1.34.3");
  }

  @Test
  void selection_isRecordedWithoutThisMachinesFoldersAndWithWhatWasRead() {
    ExtraFile local = new ExtraFile("file:///home/me/secret/tool.sh", null);
    Selection asked =
        Selection.DEFAULT
            .with(Selection.EXTRA_FILES, List.of(local))
            .with(Selection.SITE_IMAGES, true);

    InputFiles inputs = inputs(Map.of("helm_enabled", true), asked);

    byte[] written = inputs.inventory().get(InputFiles.SELECTION);
    Checksum vars = Checksum.sha256Of(inputs.extraVars().get("01-vars.json"));
    assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("/home/me");
    assertThat(SelectionJson.read(InputFiles.SELECTION, written))
        .isEqualTo(asked.recorded(new TreeMap<>(Map.of("01-vars.json", vars))));
  }

  private InputFiles inputs(Map<String, Object> vars, Selection selection) {
    return InputFiles.read(
        CatalogRequest.of(KubesprayTree.open(TREE.writeTo(folder.resolve("tree"))))
            .withVars(vars)
            .withSelection(selection));
  }
}
