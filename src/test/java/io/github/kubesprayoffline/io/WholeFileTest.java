package io.github.kubesprayoffline.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
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

  @Test
  void content_isBesideTheTargetUntilItIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "old");

    WholeFile.write(
        file,
        out -> {
          out.write('n');
          assertThat(file).hasContent("old");
          assertThat(folder.toFile().list()).hasSize(2);
        });

    assertThat(file).hasContent("n");
  }

  @Test
  void lightFile_isReplacedAndNothingElseIsThere() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "old");

    WholeFile.writeLightly(file, out -> out.write('n'));

    assertThat(file).hasContent("n");
    assertThat(folder.toFile().list()).containsExactly("f");
  }

  @Test
  void mode_isThereBeforeTheContentIs() throws IOException {
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-------");
    Path file = Files.writeString(folder.resolve("f"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    WholeFile.write(
        file,
        out -> {
          assertThat(Files.getPosixFilePermissions(beside(file))).isEqualTo(mode);
          out.write('n');
        },
        PosixFilePermissions.asFileAttribute(mode));

    assertThat(file).hasContent("n");
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(mode);
  }

  @Test
  void folderAtTheTarget_isNotReplacedAndNothingIsLeft() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("f/full")).getParent();

    assertThatThrownBy(() -> WholeFile.write(taken, out -> out.write('n')))
        .isInstanceOf(IOException.class);
    assertThat(taken.resolve("full")).isDirectory();
    assertThat(folder.toFile().list()).containsExactly("f");
  }

  private Path beside(Path file) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(each -> !each.equals(file)).findFirst().orElseThrow();
    }
  }
}
