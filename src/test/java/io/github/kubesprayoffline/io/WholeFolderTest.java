package io.github.kubesprayoffline.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFolderTest {

  @TempDir private Path parent;
  private Path folder;

  @BeforeEach
  void anOlderOneIsThere() throws IOException {
    folder = parent.resolve("site");
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("old"), "old");
  }

  @Test
  void finished_takesThePlaceOfTheOldOne() throws IOException {
    try (WholeFolder whole = WholeFolder.beside(folder)) {
      write(whole);
      whole.finish();
    }

    assertThat(folder.toFile().list()).containsExactly("new");
    assertThat(parent.toFile().list()).containsExactly("site");
  }

  @Test
  void notFinished_leavesTheOldOneAndNothingElse() throws IOException {
    try (WholeFolder whole = WholeFolder.beside(folder)) {
      write(whole);
    }

    assertThat(folder.toFile().list()).containsExactly("old");
    assertThat(parent.toFile().list()).containsExactly("site");
  }

  @Test
  void whatAKilledRunLeft_isNotTakenOver() throws IOException {
    WholeFolder killed = WholeFolder.beside(folder);
    write(killed);

    try (WholeFolder whole = WholeFolder.beside(folder)) {
      Files.createDirectories(whole.draft());
      whole.finish();
    }

    assertThat(folder).isEmptyDirectory();
  }

  private static void write(WholeFolder whole) throws IOException {
    Files.createDirectories(whole.draft());
    Files.writeString(whole.draft().resolve("new"), "new");
  }
}
