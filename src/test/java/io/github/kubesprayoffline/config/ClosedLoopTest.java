package io.github.kubesprayoffline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.OracleCase;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every real tree leads to the mirror in every scenario, and finds there what the bundle has. */
@RequiresShared({"oracle/expected", "kubespray"})
class ClosedLoopTest {

  /** The trees that read {@code containerd_registries_mirrors}. */
  private static final Set<String> HAVE_MIRRORS =
      Set.of("kubespray-2.25.1", "kubespray-2.28.1", "kubespray-2.31.0");

  /** Another container engine; a {@code registry_host} that image names are made of. */
  private static final Set<String> UNFIT = Set.of("crio-cilium", "mirror");

  @TempDir Path folder;

  static Stream<Arguments> cases() throws IOException {
    return OracleCase.all(Shared.folder())
        .flatMap(oracle -> Stream.of(ImagePath.values()).map(path -> Arguments.of(oracle, path)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void realTree_asksNothingButTheMirror(OracleCase oracle, ImagePath imagePath) throws IOException {
    CatalogRequest request = oracle.request(folder.resolve("tree"));

    Configuration configuration = configure(request, MirrorSettings.defaults(imagePath));

    assertThat(configuration.files())
        .containsKeys("inventory/" + SiteInventory.OVERLAY, "env.yml", "hosts.ini");
  }

  static Stream<OracleCase> scenarios() throws IOException {
    return OracleCase.all(Shared.folder());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void realTreeWhoseImagesKeepTheirNames_isClosedOrSaysWhatItLacks(OracleCase oracle)
      throws IOException {
    MirrorSettings defaults = MirrorSettings.defaults(ImagePath.KEEP);
    MirrorSettings settings =
        new MirrorSettings(
            defaults.registry(),
            defaults.access(),
            defaults.filesRepo(),
            defaults.packages(),
            ImagePath.KEEP,
            MirrorMode.CONTAINERD);
    CatalogRequest request = oracle.request(folder.resolve("tree"));

    boolean isFit = HAVE_MIRRORS.contains(oracle.archive()) && !UNFIT.contains(oracle.scenario());
    if (!isFit) {
      assertThatThrownBy(() -> configure(request, settings))
          .hasMessageContaining("mirrorMode is containerd, but")
          .hasMessageContaining("-Dkubespray.mirrorMode=registry");
    } else {
      assertThat(Site.overlay(configure(request, settings)))
          .contains("http://{{ registry_host }}/v2/registry.k8s.io")
          .doesNotContain("image_repo");
    }
  }

  private Configuration configure(CatalogRequest request, MirrorSettings settings)
      throws IOException {
    return UserFiles.configured(request, settings, folder.resolve("config"));
  }
}
