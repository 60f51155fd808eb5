package io.github.kubesprayoffline.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.OracleCase;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.overlay.RegistryAccess.Scheme;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The overlays of real trees for a site with all that one can have. */
@RequiresShared({"kubespray", "oracle/scenarios"})
class RealOverlaysTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "kubespray-2.15.1, REGISTRY, STRIP",
    "kubespray-2.22.2, REGISTRY, KEEP",
    "kubespray-2.31.0, REGISTRY, STRIP",
    "kubespray-2.31.0, CONTAINERD, KEEP"
  })
  void realTree_hasTheOverlayOfTheGoldenFile(String archive, MirrorMode mode, ImagePath imagePath)
      throws IOException {
    CatalogRequest request =
        new OracleCase(Shared.folder(), archive, "sample").request(folder.resolve("tree"));

    Configuration configuration = configure(request, settings(mode, imagePath));

    Path golden =
        Path.of("src/test/resources/config")
            .resolve("%s-%s.yml".formatted(archive, mode.name().toLowerCase(Locale.ROOT)));
    assertThat(Site.overlay(configuration)).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @CsvSource({
    "kubespray-2.15.1, kube-master, kube-node, k8s-cluster",
    "kubespray-dfeed1c1a479d75c972ab246e4f321d23f7ec243, kube_control_plane, kube-node, k8s-cluster",
    "kubespray-2.31.0, kube_control_plane, kube_node, k8s_cluster"
  })
  void inventoryToFillIn_hasTheGroupsOfItsRelease(
      String archive, String masters, String nodes, String cluster) throws IOException {
    CatalogRequest request =
        new OracleCase(Shared.folder(), archive, "sample").request(folder.resolve("tree"));

    Configuration configuration = configure(request, MirrorSettings.defaults(ImagePath.STRIP));

    assertThat(Site.text(configuration.others().get("hosts.ini")))
        .contains("[" + masters + "]", "[" + nodes + "]", "[" + cluster + ":children]\n" + masters);
  }

  private Configuration configure(CatalogRequest request, MirrorSettings settings)
      throws IOException {
    return UserFiles.configured(request, settings, folder.resolve("config"));
  }

  private static MirrorSettings settings(MirrorMode mode, ImagePath imagePath) {
    return new MirrorSettings(
        RegistryAddress.parse("hub.example.com:5000/k8s"),
        new RegistryAccess(
            Scheme.HTTPS, false, Optional.of("/etc/pki/site-ca.pem"), Optional.of("puller")),
        "https://dl.example.com/kubespray",
        new PackageRepositories(
            Optional.of("https://yum.example.com"),
            Optional.empty(),
            Optional.empty(),
            Optional.of("https://docker.example.com/linux")),
        imagePath,
        mode);
  }
}
