package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeltaListTest {

  @Test
  void list_isReadAsItWasWritten() {
    assertThat(read(DeltaScene.LIST).write()).isEqualTo(DeltaScene.LIST);
    assertThat(problems(DeltaScene.LIST)).isEmpty();
  }

  @Test
  void emptyList_bringsNothing() {
    assertThat(read("").lines()).isEmpty();
  }

  @Test
  void wrongLine_isNamedWithItsNumberAndMadeVisible() {
    assertThatThrownBy(() -> read(DeltaScene.LIST + "old\tfiles/a\tfiles/\u001b[2J\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("delta.list, line 4: got 'old\\tfiles/a\\tfiles/\\x1b[2J'");
  }

  @Test
  void textThatIsNoUtf8_isRefused() {
    byte[] bytes = "old\tfiles/\u00e9\tfiles/x\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> DeltaList.read(bytes)).hasMessageContaining("UTF-8");
  }

  @Test
  void sourceThatIsAnotherFile_isAProblem() {
    String manifest = DeltaScene.WHOLE.firstKey();

    assertThat(manifest).startsWith("files/");
    assertThat(problems("new\t%s\tregistry/x\n".formatted(manifest)))
        .containsExactly("brings what is not in SHA256SUMS: registry/x");
    assertThat(problems("new\tlock.json\tfiles/x\n".replace("lock.json", "files/none")))
        .isNotEmpty();
  }

  @Test
  void blobUnderAnothersName_isAProblem() {
    String blob = "images/blobs/sha256/" + "0".repeat(64);

    assertThat(problems("old\t%s\tfiles/example.com/-/a b.tgz\n".formatted(blob)))
        .singleElement()
        .asString()
        .contains("which is another file");
  }

  @Test
  void sourceThatComesLater_isAProblem() {
    List<String> lines = DeltaScene.LIST.lines().toList();

    assertThat(problems(lines.get(2) + "\n" + lines.get(1) + "\n"))
        .singleElement()
        .asString()
        .contains("before it is there");
  }

  static boolean isSound(String list) {
    try {
      return problems(list).isEmpty();
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static List<String> problems(String list) {
    return read(list).problems(Sha256Sums.read(DeltaScene.SUMS.getBytes(StandardCharsets.UTF_8)));
  }

  private static DeltaList read(String list) {
    return DeltaList.read(list.getBytes(StandardCharsets.UTF_8));
  }
}
