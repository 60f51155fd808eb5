package io.github.kubesprayoffline.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.InventoryDigest;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SiteInventoryTest {

  private static final byte[] OVERLAY = "registry_host: hub\n".getBytes(StandardCharsets.UTF_8);

  private final SortedMap<String, byte[]> users = new TreeMap<>();

  private SiteInventoryTest with(String path) {
    users.put(path, path.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private SortedMap<String, byte[]> site() {
    return SiteInventory.of(
            users, Optional.of("hosts.ini"), OVERLAY, MirrorSettings.defaults(ImagePath.STRIP))
        .files();
  }

  @Test
  void fileForAll_movesIntoTheFolderThatWouldHideIt() {
    assertThat(with("group_vars/all.yml").with("group_vars/etcd.yml").site())
        .containsEntry("group_vars/all/all.yml", users.get("group_vars/all.yml"))
        .containsEntry("group_vars/all/offline.yml", OVERLAY)
        .containsKey("group_vars/etcd.yml")
        .doesNotContainKey("group_vars/all.yml");
  }

  @Test
  void fileForAllWithoutAnEnding_movesToo() {
    assertThat(with("group_vars/all").site())
        .containsEntry("group_vars/all/all", users.get("group_vars/all"))
        .doesNotContainKey("group_vars/all");
  }

  @Test
  void fileThatAnsibleDidNotReadBesideAFolder_staysUnread() {
    assertThat(with("group_vars/all.yml").with("group_vars/all/main.yml").site())
        .containsKey("group_vars/all.yml")
        .doesNotContainKey("group_vars/all/all.yml");
  }

  @Test
  void ownOverlay_isReadJustBeforeOurs() {
    assertThat(with("group_vars/all/offline.yml").with("group_vars/all/docker.yml").site())
        .containsEntry("group_vars/all/offline.user.yml", users.get("group_vars/all/offline.yml"))
        .containsEntry("group_vars/all/offline.yml", OVERLAY);
  }

  @Test
  void whatTheUserGave_isFoundAgain() {
    with("hosts.ini").with("group_vars/all.json").with("host_vars/n1.yml").with(".selection.json");

    SortedMap<String, byte[]> found = SiteFiles.usersOf(site());

    assertThat(InventoryDigest.of(found)).isEqualTo(InventoryDigest.of(users));
    assertThat(SiteFiles.read(site().get(SiteFiles.FILE)).inventory()).contains("hosts.ini");
  }
}
