package io.github.kubesprayoffline.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.overlay.Configuration;
import io.github.kubesprayoffline.overlay.ConfigurationDraft;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import io.github.kubesprayoffline.overlay.Site;
import io.github.kubesprayoffline.overlay.UserFiles;
import io.github.kubesprayoffline.testing.DemoTree;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration gets its name when it leaves nothing to the internet. */
class ConfigurationProofTest {

  private static final String DOWNLOADS = "roles/kubespray_defaults/defaults/main/download.yml";

  @TempDir Path folder;

  @Test
  void closedConfiguration_isFinished() throws IOException {
    Site site = Site.in(folder);

    assertThat(proven(site).files())
        .allSatisfy(
            (path, content) -> assertThat(site.config().resolve(path)).hasBinaryContent(content));
  }

  @Test
  void configurationThatNeedsExtraVars_isProvenWithThem() throws IOException {
    Site site =
        Site.in(folder).with("group_vars/k8s_cluster.yml", "---\nquay_image_repo: quay.io\n");

    assertThat(proven(site).extraVars()).isNotEmpty();
    assertThat(site.config().resolve("extra-vars/99-offline.yml")).isRegularFile();
  }

  @Test
  void hostsWithBasesOfTheirOwn_eachGetTheirEntriesLedToTheMirror() {
    Site site =
        Site.in(folder)
            .with("host_vars/node1.yml", "dl_k8s_io_url: https://one.example.com\n")
            .with("host_vars/node2.yml", "dl_k8s_io_url: https://two.example.com/k8s\n");

    assertThatThrownBy(() -> proven(site))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("kubelet (amd64)")
        .hasMessageContaining("host_vars/node1.yml:1")
        .hasMessageContaining("dl_k8s_io_url: \"{{ files_repo }}/one.example.com\"");
    assertThat(site.config()).doesNotExist();
  }

  @Test
  void urlThatNoVariableLeadsTo_isALeak() {
    DemoTree tree =
        DemoTree.load()
            .replace(
                DOWNLOADS,
                "url: \"{{ runc_download_url }}\"",
                "url: \"https://github.com/opencontainers/runc/releases/download/v{{ runc_version }}/runc.{{ image_arch }}\"");

    assertThatThrownBy(() -> proven(Site.in(folder, tree)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("runc (amd64): it asks for https://github.com/opencontainers/runc")
        .hasMessageContaining("No variable leads there");
    assertThat(folder.resolve("config")).doesNotExist();
  }

  private static Configuration proven(Site site) throws IOException {
    Resolution before = CatalogBuilder.build(site.request());
    try (ConfigurationDraft draft =
        UserFiles.draft(
            site.request(), before, MirrorSettings.defaults(ImagePath.STRIP), site.config())) {
      return ConfigurationProof.finish(draft, before.catalog());
    }
  }
}
