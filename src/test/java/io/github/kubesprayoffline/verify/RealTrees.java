package io.github.kubesprayoffline.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.OracleCase;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.SiteFiles;
import io.github.kubesprayoffline.overlay.Configuration;
import io.github.kubesprayoffline.overlay.ConfigurationDraft;
import io.github.kubesprayoffline.overlay.MirrorMode;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import io.github.kubesprayoffline.overlay.Site;
import io.github.kubesprayoffline.overlay.UserFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/**
 * Every real tree leads to the mirror in every scenario, whatever the images are called there, and
 * finds there what the bundle has. A scenario is resolved once for all of them.
 */
record RealTrees(Path folder) {

  /** The trees that read {@code containerd_registries_mirrors}. */
  private static final Set<String> HAVE_MIRRORS =
      Set.of("kubespray-2.25.1", "kubespray-2.28.1", "kubespray-2.31.0");

  /** Another container engine; a {@code registry_host} that image names are made of. */
  private static final Set<String> UNFIT = Set.of("crio-cilium", "mirror");

  void asksNothingButTheMirror(OracleCase oracle) throws IOException {
    CatalogRequest request = oracle.request(folder.resolve("tree"));
    Resolution before = CatalogBuilder.build(request);

    assertAll(
        () -> requireClosed(request, before, MirrorSettings.defaults(ImagePath.STRIP)),
        () -> requireClosed(request, before, MirrorSettings.defaults(ImagePath.KEEP)),
        () -> requireClosedOrUnfit(oracle, request, before));
  }

  private void requireClosed(CatalogRequest request, Resolution before, MirrorSettings settings)
      throws IOException {
    assertThat(proven(request, before, settings).files())
        .containsKeys("inventory/" + SiteFiles.OVERLAY, "env.yml", "hosts.ini");
  }

  /** Images that keep their names. */
  private void requireClosedOrUnfit(OracleCase oracle, CatalogRequest request, Resolution before)
      throws IOException {
    if (!HAVE_MIRRORS.contains(oracle.archive()) || UNFIT.contains(oracle.scenario())) {
      assertThatThrownBy(() -> proven(request, before, containerd()))
          .hasMessageContaining("mirrorMode is containerd, but")
          .hasMessageContaining("-Dkubespray.mirrorMode=registry");
    } else {
      assertThat(Site.overlay(proven(request, before, containerd())))
          .contains("http://{{ registry_host }}/v2/registry.k8s.io")
          .doesNotContain("image_repo");
    }
  }

  private static MirrorSettings containerd() {
    MirrorSettings defaults = MirrorSettings.defaults(ImagePath.KEEP);
    return new MirrorSettings(
        defaults.registry(),
        defaults.access(),
        defaults.filesRepo(),
        defaults.packages(),
        ImagePath.KEEP,
        MirrorMode.CONTAINERD);
  }

  private Configuration proven(CatalogRequest request, Resolution before, MirrorSettings settings)
      throws IOException {
    try (ConfigurationDraft draft =
        UserFiles.draft(request, before, settings, folder.resolve("config"))) {
      return ConfigurationProof.finish(draft, before.catalog());
    }
  }
}
