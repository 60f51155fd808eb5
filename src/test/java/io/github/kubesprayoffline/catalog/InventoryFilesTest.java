package io.github.kubesprayoffline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class InventoryFilesTest {

  @TempDir Path temp;
  private Path inventory;
  private Path secret;

  @BeforeEach
  void write() throws IOException {
    inventory = Files.createDirectories(temp.resolve("inventory"));
    secret = Files.writeString(temp.resolve("secret"), "secret");
    write("hosts.ini", "[all]");
    write("group_vars/all/all.yml", "a: 1");
    write("credentials/token", "t");
  }

  @Test
  void folder_isReadWholeButForWhatIsSecret() {
    assertThat(InventoryFiles.read(inventory))
        .containsOnlyKeys("hosts.ini", "group_vars/all/all.yml");
  }

  @Test
  void file_comesWithItsVariables() throws IOException {
    write("notes.txt", "n");
    write("host_vars/node1.yml", "b: 1");

    assertThat(InventoryFiles.read(inventory.resolve("hosts.ini")))
        .containsOnlyKeys("hosts.ini", "group_vars/all/all.yml", "host_vars/node1.yml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.txt", "group_vars/all/x.yml"})
  void linkToAFileOutside_isRefusedWithItsTarget(String path) throws IOException {
    link(path, secret);

    assertThatThrownBy(() -> InventoryFiles.read(inventory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(inventory.resolve(path).toString())
        .hasMessageContaining("is a link to " + secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "..", "../inventory/..", "/proc/self", "/proc/self/environ"})
  void linkOut_isRefusedAndNotWalked(String target) throws IOException {
    link("x", Path.of(target));

    assertThatThrownBy(() -> InventoryFiles.read(inventory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is a link to " + target + ", out of the inventory");
  }

  @Test
  void linkToAFolderOutside_isRefused_besideAnInventoryFileToo() throws IOException {
    Files.createDirectories(temp.resolve("common"));
    link("host_vars", temp.resolve("common"));

    for (Path given : new Path[] {inventory, inventory.resolve("hosts.ini")}) {
      assertThatThrownBy(() -> InventoryFiles.read(given))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("host_vars is a link to ");
    }
  }

  @Test
  void linkWithinThatLeadsOutOverAnother_isRefused() throws IOException {
    link("first", Path.of("second"));
    link("second", secret);

    assertThatThrownBy(() -> InventoryFiles.read(inventory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("first is a link to second, out of the inventory");
  }

  @Test
  void folderWhoseNameBeginsLikeTheInventorys_isOutside() throws IOException {
    Path beside = Files.createDirectories(temp.resolve("inventory-old"));
    Files.writeString(beside.resolve("x"), "x");
    link("x", beside.resolve("x"));

    assertThatThrownBy(() -> InventoryFiles.read(inventory))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void linkToWhatStaysOutOfABundle_isRefused() throws IOException {
    link("group_vars/all/token.yml", Path.of("../../credentials/token"));

    assertThatThrownBy(() -> InventoryFiles.read(inventory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("stays out of a bundle");
  }

  @Test
  void linksWithin_areFollowed() throws IOException {
    link("group_vars/k8s_cluster", Path.of("all"));
    link("other.ini", Path.of("./group_vars/../hosts.ini"));
    link("full.ini", inventory.resolve("hosts.ini"));

    assertThat(InventoryFiles.read(inventory))
        .containsOnlyKeys(
            "hosts.ini",
            "other.ini",
            "full.ini",
            "group_vars/all/all.yml",
            "group_vars/k8s_cluster/all.yml")
        .satisfies(files -> assertThat(files.get("other.ini")).asString().isEqualTo("[all]"));
  }

  @Test
  void linkToTheInventoryItself_isTheUsersOwn() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), inventory);
    Path file = Files.createSymbolicLink(temp.resolve("hosts"), inventory.resolve("hosts.ini"));

    assertThat(InventoryFiles.read(link)).containsOnlyKeys("hosts.ini", "group_vars/all/all.yml");
    assertThat(InventoryFiles.read(file)).containsOnlyKeys("hosts");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "../group_vars", "all"})
  void linkThatLeadsRound_endsInAnError(String target) throws IOException {
    link("group_vars/round", Path.of(target));
    link("group_vars/all/up", Path.of("../round"));

    assertThatThrownBy(() -> InventoryFiles.read(inventory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(inventory.toString());
  }

  @Test
  void linksOfLinks_endInAnError() throws IOException {
    link("a", Path.of("b"));
    link("b", Path.of("a"));

    assertThatThrownBy(() -> InventoryFiles.read(inventory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void linkToNothing_isPassedOverWithinAndRefusedOutside() throws IOException {
    link(".#hosts.ini", Path.of("user@host.1234"));
    assertThat(InventoryFiles.read(inventory)).hasSize(2);

    link("later", temp.resolve("not-yet"));
    assertThatThrownBy(() -> InventoryFiles.read(inventory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("later is a link to ");
  }

  @Test
  void foldersThatLinksMultiply_endInAnError() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.createDirectories(inventory.resolve("d" + i));
      link("d" + i + "/a", Path.of("../d" + (i + 1)));
      link("d" + i + "/b", Path.of("../d" + (i + 1)));
    }
    Files.createDirectories(inventory.resolve("d30"));

    assertThatThrownBy(() -> InventoryFiles.read(inventory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("more than 50000 files");
  }

  @Test
  void fileThatIsTooLarge_isRefusedByName() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(inventory.resolve("dump").toFile(), "rw")) {
      file.setLength(3L << 30);
    }

    assertThatThrownBy(() -> InventoryFiles.read(inventory))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("dump has more than");
    assertThatThrownBy(() -> InventoryFiles.content(inventory.resolve("dump")))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> InventoryFiles.content(Path.of("/dev/zero")))
        .isInstanceOf(InvalidInputException.class);
  }

  private void write(String path, String content) throws IOException {
    Path file = inventory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void link(String path, Path target) throws IOException {
    Path link = inventory.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, target);
  }
}
