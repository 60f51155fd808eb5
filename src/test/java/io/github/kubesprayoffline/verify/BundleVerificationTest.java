package io.github.kubesprayoffline.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.verify.VerifyReport;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BundleVerificationTest extends BundleScene {

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
    Path top = Bundle.open(bundle).unpack(folder.resolve("opened")).folder();

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
