package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.testing.EditedText;
import io.github.kubesprayoffline.testing.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.SortedMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in the lists: nothing else is written to, and what is completed is the whole. */
class ApplyScriptFuzzIT {

  @Property(tries = 60)
  void editedDeltaList_writesNowhereElse(@ForAll("lists") byte[] list) throws IOException {
    requireHarmless("delta.list", list);
  }

  @Property(tries = 60)
  void editedSums_writeNowhereElse(@ForAll("sums") byte[] sums) throws IOException {
    requireHarmless("SHA256SUMS", sums);
  }

  private static void requireHarmless(String file, byte[] content) throws IOException {
    Path folder = Files.createTempDirectory("apply");
    try {
      DeltaScene scene = DeltaScene.in(folder.resolve("site"));
      scene.write("new/" + file, content);
      SortedMap<String, String> before = scene.allElse();

      Shell.Result result = Shell.usual().run(scene.root(), "new/apply.sh", "old");

      String text = new String(content, StandardCharsets.UTF_8);
      assertThat(scene.allElse()).as(text).isEqualTo(before);
      assertThat(folder).as(text).isDirectoryNotContaining("glob:**/evil");
      if (result.status() == 0) {
        assertThat(scene.all("new")).as(text).containsAllEntriesOf(DeltaScene.WHOLE);
        assertThat(scene.all("new")).as(text).hasSize(DeltaScene.WHOLE.size() + 1);
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Provide
  Arbitrary<byte[]> lists() {
    return EditedText.of(DeltaScene.LIST);
  }

  @Provide
  Arbitrary<byte[]> sums() {
    return EditedText.of(DeltaScene.SUMS);
  }
}
