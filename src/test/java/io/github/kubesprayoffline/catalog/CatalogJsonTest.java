package io.github.kubesprayoffline.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogJsonTest {

  private static final Catalog CATALOG =
      new Catalog(
          new KubesprayRelease(
              "v9.9.9", "kubespray-9.9.9.tar.gz", Checksum.sha256Of("tree".getBytes(UTF_8))),
          List.of("amd64"),
          Scope.ENABLED,
          List.of(
              new FileEntry(
                  "kubelet",
                  "amd64",
                  true,
                  "https://dl.k8s.io/release/v1.0.0/kubelet",
                  "dl.k8s.io/release/v1.0.0/kubelet",
                  Checksum.sha256Of("kubelet".getBytes(UTF_8)),
                  "/tmp/releases/kubelet",
                  List.of("k8s_cluster")),
              new FileEntry(
                  "helm",
                  "amd64",
                  false,
                  "https://get.helm.sh/helm",
                  "get.helm.sh/helm",
                  null,
                  "",
                  List.of())),
          List.of(
              new ImageEntry(
                  "pod_infra",
                  "amd64",
                  true,
                  ImageReference.parse("registry.k8s.io/pause:3.10"),
                  null)),
          List.of(new Problem("scheduler_plugins", "amd64", "it has no version")));

  @Test
  void catalog_isWrittenInTheContractsShape() throws IOException {
    try (var golden = getClass().getResourceAsStream("/catalog/catalog.json")) {
      assertThat(new String(CatalogJson.write(CATALOG), UTF_8))
          .isEqualTo(new String(golden.readAllBytes(), UTF_8));
    }
  }

  @Test
  void writtenCatalog_readsBackTheSame() {
    assertThat(CatalogJson.read("catalog.json", CatalogJson.write(CATALOG))).isEqualTo(CATALOG);
  }

  @Test
  void anotherSchema_isRefused() {
    byte[] other =
        new String(CatalogJson.write(CATALOG), UTF_8)
            .replace("catalog/1", "catalog/9")
            .getBytes(UTF_8);

    assertThatThrownBy(() -> CatalogJson.read("catalog.json", other))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("catalog/9")
        .hasMessageContaining("resolve again");
  }

  @Test
  void pathThatIsNotTheUrls_isRefusedWithItsPlace() {
    byte[] hostile =
        new String(CatalogJson.write(CATALOG), UTF_8)
            .replace("\"get.helm.sh/helm\"", "\"../../etc/passwd\"")
            .getBytes(UTF_8);

    assertThatThrownBy(() -> CatalogJson.read("catalog.json", hostile))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/files/0/path")
        .hasMessageContaining("got '../../etc/passwd', want 'get.helm.sh/helm'");
  }
}
