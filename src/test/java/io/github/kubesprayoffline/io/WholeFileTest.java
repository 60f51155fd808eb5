package io.github.kubesprayoffline.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path folder;

  @Test
  void file_isReplacedAndNothingElseIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "old");

    WholeFile.write(file, out -> out.write('n'));

    assertThat(file).hasContent("n");
    assertThat(folder.toFile().list()).containsExactly("f");
  }

  @Test
  void failure_leavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "old");

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write('n');
                      throw new IllegalStateException("unforeseen");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(file).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("f");
  }

  @Test
  void linkAtTheTarget_isReplacedAndNotFollowed() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "untouched");
    Path link = Files.createSymbolicLink(folder.resolve("f"), victim);

    WholeFile.write(link, out -> out.write('n'));

    assertThat(victim).hasContent("untouched");
    assertThat(link).isRegularFile().hasContent("n");
    assertThat(Files.isSymbolicLink(link)).isFalse();
  }
}
