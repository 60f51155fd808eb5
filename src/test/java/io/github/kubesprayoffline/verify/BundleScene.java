package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.verify.VerifyReport;
import io.github.kubesprayoffline.job.BundleTarget;
import io.github.kubesprayoffline.job.DemoJob;
import io.github.kubesprayoffline.testing.DemoSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration's bundle, for an inventory that does some things which need care. */
abstract class BundleScene {

  static final String HOSTS =
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

  static Path inventory;
  static Path bundle;

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

  static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  VerifyReport verify(Path file, Optional<Path> wanted) {
    return BundleVerification.verify(file, folder.resolve("work"), Optional.empty(), wanted);
  }
}
