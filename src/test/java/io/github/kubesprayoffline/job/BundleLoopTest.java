package io.github.kubesprayoffline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.BundleFormat;
import io.github.kubesprayoffline.bundle.BundleOpener;
import io.github.kubesprayoffline.bundle.VerifyReport;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.testing.DemoSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration's bundle, for an inventory that does some things which need care. */
class BundleLoopTest {

  private static final String HOSTS =
      """
      [kube_control_plane]
      node1
      [etcd]
      node1
      [kube_node]
      node1
      """;

  @TempDir static Path shared;
  @TempDir Path folder;

  private static Path inventory;
  private static Path bundle;

  @BeforeAll
  static void build() throws IOException {
    inventory = shared.resolve("inventory");
    write(inventory.resolve("hosts.ini"), HOSTS);
    write(inventory.resolve("group_vars/all.yml"), "---\nmetrics_server_enabled: true\n");
    write(inventory.resolve("group_vars/k8s_cluster.yml"), "---\ndocker_image_repo: docker.io\n");
    try (DemoSite site = DemoSite.start(shared.toFile())) {
      bundle =
          DemoJob.of(site, shared, Optional.of(inventory.resolve("hosts.ini")))
              .bundle(
                  new BundleTarget(
                      shared.resolve("target"),
                      Optional.of("demo"),
                      BundleFormat.TAR,
                      Instant.EPOCH))
              .file();
    }
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private VerifyReport verify(Path file, Optional<Path> wanted) {
    return BundleLoop.verify(file, folder.resolve("work"), Optional.empty(), wanted);
  }

  @Test
  void bundle_isClosedUnderItsInventory() {
    VerifyReport report = verify(bundle, Optional.of(inventory.resolve("hosts.ini")));

    assertThat(report.inputs().orElseThrow().inventory())
        .containsKeys("hosts.ini", "group_vars/all/all.yml", "group_vars/all/offline.yml");
    assertThat(report.inputs().orElseThrow().extraVars())
        .containsOnlyKeys("01-vars.json", "99-offline.yml");
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  @Test
  void unpackedBundle_isClosedToo() {
    Path top = BundleOpener.open(bundle, folder.resolve("opened"), path -> true).root();

    assertThat(verify(top, Optional.empty()).isSound()).isTrue();
  }

  @Test
  void anotherInventory_isAnErrorThatNamesTheFiles() throws IOException {
    Path other = folder.resolve("other");
    write(other.resolve("hosts.ini"), HOSTS.replace("node1", "node9"));
    write(other.resolve("group_vars/k8s_cluster.yml"), "---\ndocker_image_repo: docker.io\n");
    write(other.resolve("host_vars/node9.yml"), "---\n");

    assertThatThrownBy(() -> verify(bundle, Optional.of(other.resolve("hosts.ini"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("was made for another inventory")
        .hasMessageContaining("hosts.ini differs")
        .hasMessageContaining("group_vars/all.yml is only in the bundle")
        .hasMessageContaining("host_vars/node9.yml is not in the bundle")
        .hasMessageNotContaining("k8s_cluster");
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }
}
