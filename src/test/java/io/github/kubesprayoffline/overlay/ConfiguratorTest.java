package io.github.kubesprayoffline.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.testing.DemoTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguratorTest {

  private static final String DOWNLOADS = "roles/kubespray_defaults/defaults/main/download.yml";

  private static final MirrorSettings SITE =
      new MirrorSettings(
          RegistryAddress.parse("hub.example.com/k8s"),
          RegistryAccess.https(),
          "https://dl.example.com/files/",
          PackageRepositories.NONE,
          ImagePath.KEEP,
          MirrorMode.REGISTRY);

  @TempDir Path folder;

  @Test
  void demoTree_hasTheOverlayOfTheGoldenFile() throws IOException {
    Configuration configuration = Site.in(folder).configured();

    assertThat(Site.overlay(configuration)).isEqualTo(golden("demo-offline.yml"));
    assertThat(Site.text(configuration.others().get("env.yml"))).isEqualTo(golden("demo-env.yml"));
    assertThat(Site.text(configuration.others().get("hosts.ini")))
        .isEqualTo(golden("demo-hosts.ini"));
    assertThat(configuration.notes()).isEmpty();
  }

  @Test
  void configuration_isWrittenAsItIsReturned() throws IOException {
    Site site = Site.in(folder).with("group_vars/all/main.yml", "helm_enabled: true\n");

    Configuration configuration = site.configured();

    assertThat(configuration.files())
        .containsOnlyKeys(
            "env.yml",
            "hosts.ini",
            "inventory/.offline.json",
            "inventory/hosts.ini",
            "inventory/group_vars/all/main.yml",
            "inventory/group_vars/all/offline.yml");
    for (var file : configuration.files().entrySet()) {
      assertThat(site.config().resolve(file.getKey())).hasBinaryContent(file.getValue());
    }
    assertThat(folder.resolve(".config.part")).doesNotExist();
  }

  @Test
  void draftThatIsNotFinished_leavesWhatWasThere() throws IOException {
    Site site = Site.in(folder);
    site.configured();
    Files.writeString(site.config().resolve("env.yml"), "before");

    try (ConfigurationDraft draft =
        UserFiles.draft(
            site.request(),
            CatalogBuilder.build(site.request()),
            MirrorSettings.defaults(ImagePath.KEEP),
            site.config())) {
      assertThat(draft.path().resolve("inventory")).isDirectory();
    }

    assertThat(site.config().resolve("env.yml")).hasContent("before");
    assertThat(folder.resolve(".config.part")).doesNotExist();
  }

  @Test
  void namedMirror_standsInTheTwoLinesAndNowhereElse() {
    String overlay = Site.overlay(Site.in(folder).configured(SITE));

    assertThat(overlay)
        .contains("registry_host: \"hub.example.com/k8s\"")
        .contains("files_repo: \"https://dl.example.com/files\"")
        .contains("quay_image_repo: \"{{ registry_host }}/quay.io\"")
        .containsOnlyOnce("hub.example.com")
        .containsOnlyOnce("dl.example.com")
        .doesNotContain("mirror.kubespray.internal");
  }

  @Test
  void groupThatOutranksTheOverlay_isNamedAndSetAnewInExtraVars() {
    Configuration configuration =
        Site.in(folder)
            .with(
                "group_vars/k8s_cluster/mirror.yml",
                "---\nquay_image_repo: quay.example.net/copy\n")
            .configured();

    assertThat(configuration.notes())
        .singleElement()
        .asString()
        .contains("quay_image_repo (inventory/group_vars/k8s_cluster/mirror.yml:2)")
        .contains("99-offline.yml");
    assertThat(Site.text(configuration.extraVars().get("99-offline.yml")))
        .contains("quay_image_repo: \"{{ registry_host }}/copy\"")
        .doesNotContain("kube_image_repo");
  }

  @Test
  void extraVarsOfTheUsers_areOutrankedInTheirTurn() {
    Configuration configuration =
        Site.in(folder)
            .withVars(
                Map.of("files_repo", "http://old.example.com", "github_url", "{{ files_repo }}/gh"))
            .configured();

    assertThat(Site.text(configuration.extraVars().get("99-offline.yml")))
        .contains("files_repo: \"http://mirror.kubespray.internal:8080\"")
        .contains("github_url: \"{{ files_repo }}/old.example.com/gh\"");
  }

  @Test
  void registryOfAnEntryOfItsOwn_isOverriddenAlone() {
    DemoTree tree =
        DemoTree.load()
            .replace(
                DOWNLOADS,
                "docker_image_repo: docker.io\n",
                "docker_image_repo: docker.io\nnginx_image_repo: \"mcr.example.com/{{ image_arch }}/nginx\"\n")
            .replace(DOWNLOADS, "{{ docker_image_repo }}/library/nginx", "{{ nginx_image_repo }}");

    assertThat(Site.overlay(Site.in(folder, tree).configured()))
        .contains("nginx_image_repo: \"{{ registry_host }}/{{ image_arch }}/nginx\"");
  }

  @Test
  void inventoryOfABundle_isRefused() {
    Site site = Site.in(folder);
    Configuration first = site.configured();
    first.inventory().files().forEach((path, content) -> site.with(path, Site.text(content)));

    assertThatThrownBy(site::configured)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("leads to its mirror already")
        .hasMessageContaining("group_vars/all/offline.yml");
  }

  @Test
  void treeWithoutContainerdsMirrors_refusesThatMode() {
    MirrorSettings settings =
        new MirrorSettings(
            SITE.registry(),
            SITE.access(),
            SITE.filesRepo(),
            PackageRepositories.NONE,
            ImagePath.KEEP,
            MirrorMode.CONTAINERD);

    assertThatThrownBy(() -> Site.in(folder).configured(settings))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("containerd_registries_mirrors")
        .hasMessageContaining("-Dkubespray.mirrorMode=registry");
  }

  @Test
  void registryWithAScheme_isRefusedWithTheLineToWrite() {
    assertThatThrownBy(() -> RegistryAddress.parse("https://hub.example.com/k8s/"))
        .hasMessageContaining("-Dkubespray.registry=hub.example.com/k8s");
    assertThatThrownBy(() -> RegistryAddress.parse("hub"))
        .hasMessageContaining("-Dkubespray.registry=hub:443");
  }

  @Test
  void filesRepoWithoutAScheme_isRefusedWithTheLineToWrite() {
    assertThatThrownBy(() -> MirrorSettings.url("filesRepo", "dl.example.com/files"))
        .hasMessageContaining("-Dkubespray.filesRepo=http://dl.example.com/files");
  }

  @Test
  void noPasswordIsEverWritten() {
    MirrorSettings settings =
        new MirrorSettings(
            SITE.registry(),
            new RegistryAccess(
                RegistryAccess.Scheme.HTTPS, true, Optional.empty(), Optional.of("puller")),
            SITE.filesRepo(),
            PackageRepositories.NONE,
            ImagePath.KEEP,
            MirrorMode.REGISTRY);

    assertThat(Site.overlay(Site.in(folder).configured(settings)))
        .contains("registry_user: puller")
        .contains("ansible-vault")
        .doesNotContainPattern("(?m)^registry_password:");
  }

  private static String golden(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/config").resolve(name));
  }
}
