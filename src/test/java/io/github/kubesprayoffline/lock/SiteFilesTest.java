package io.github.kubesprayoffline.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SiteFilesTest {

  private static byte[] golden() throws IOException {
    try (InputStream in = SiteFilesTest.class.getResourceAsStream("/lock/site.json")) {
      return in.readAllBytes();
    }
  }

  @Test
  void goldenFile_isReadAndWrittenTheSame() throws IOException {
    assertThat(SiteFiles.read(golden()).write()).isEqualTo(golden());
  }

  @Test
  void usersFiles_areFoundUnderTheirOwnNames() throws IOException {
    byte[] some = {1};
    TreeMap<String, byte[]> site =
        new TreeMap<>(
            Map.of(
                SiteFiles.FILE,
                golden(),
                "hosts.ini",
                some,
                "group_vars/all/all.yml",
                some,
                "group_vars/all/offline.yml",
                some));

    assertThat(SiteFiles.usersOf(site)).containsOnlyKeys("hosts.ini", "group_vars/all.yml");
  }

  @Test
  void inventoryWithoutTheRecord_isTheUsersAltogether() {
    TreeMap<String, byte[]> users = new TreeMap<>(Map.of("hosts.ini", new byte[0]));

    assertThat(SiteFiles.usersOf(users)).isEqualTo(users);
  }

  @Test
  void anotherSchema_isRefusedByName() throws IOException {
    String newer = new String(golden(), StandardCharsets.UTF_8).replace("site/1", "site/2");

    assertThatThrownBy(() -> SiteFiles.read(newer.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("kubespray-offline/site/2");
  }

  @Test
  void modeThatThereIsNot_isRefusedByName() throws IOException {
    String other =
        new String(golden(), StandardCharsets.UTF_8).replace("\"registry\"", "\"proxy\"");

    assertThatThrownBy(() -> SiteFiles.read(other.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/mirrorMode")
        .hasMessageContaining("proxy");
  }
}
