package io.github.kubesprayoffline.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.overlay.RegistryAccess.Scheme;
import io.github.kubesprayoffline.testing.DemoTree;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tree's own roles read decides the form in which nodes are told of the registry. */
class RuntimeTrustTest {

  private static final String ENGINES = "roles/container-engine/";
  private static final String HOSTS_TOML = ENGINES + "containerd/templates/hosts.toml.j2";
  private static final String CONFIG_TOML = ENGINES + "containerd/templates/config.toml.j2";
  private static final String SAMPLE = "inventory/sample/group_vars/all/offline.yml";

  @TempDir Path folder;

  private static MirrorSettings secured() {
    return with(
        new RegistryAccess(Scheme.HTTPS, true, Optional.of("/etc/ca.pem"), Optional.of("puller")));
  }

  private static MirrorSettings with(RegistryAccess access) {
    return new MirrorSettings(
        RegistryAddress.parse("hub.example.com"),
        access,
        "https://dl.example.com",
        new PackageRepositories(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("http://docker.example.com/linux")),
        ImagePath.STRIP,
        MirrorMode.REGISTRY);
  }

  private String overlay(DemoTree tree, MirrorSettings settings) {
    return Site.overlay(Site.in(folder, tree).configured(settings));
  }

  @Test
  void templateWithAuthorityAndHeader_getsBothBesideTheMirror() {
    DemoTree tree =
        DemoTree.load()
            .with(ENGINES + "containerd/defaults/main.yml", "containerd_registries_mirrors: []\n")
            .with(HOSTS_TOML, "{{ item.server }} {{ mirror.ca }} {{ mirror.header.items() }}");

    assertThat(overlay(tree, secured()))
        .contains(
            """
            containerd_registries_mirrors:
              - prefix: "{{ registry_host }}"
                server: "https://{{ registry_host }}"
                mirrors:
                  - host: "https://{{ registry_host }}"
            """)
        .contains("- \"/etc/ca.pem\"")
        .contains("Basic {{ (registry_user ~ ':' ~ registry_password) | b64encode }}")
        .doesNotContain("has no variable for its authority");
  }

  @Test
  void templateWithout_leavesTheAuthorityToTheSystemAndTheLoginToItsOwnList() {
    DemoTree tree =
        DemoTree.load()
            .with(HOSTS_TOML, "{{ containerd_registries_mirrors }}")
            .with(CONFIG_TOML, "{{ containerd_registry_auth }}");

    assertThat(overlay(tree, secured()))
        .contains("# trust /etc/ca.pem before Kubespray runs.")
        .contains("containerd_registry_auth:\n  - registry: \"{{ registry_host }}\"\n")
        .doesNotContain("server:", "header:", "ca:");
  }

  @Test
  void trustedRegistryWithoutALogin_needsNothing() {
    DemoTree tree = DemoTree.load().with(HOSTS_TOML, "{{ containerd_registries_mirrors }}");

    assertThat(overlay(tree, with(RegistryAccess.https()))).doesNotContain("containerd");
  }

  @Test
  void olderRoles_areToldInTheirWords() {
    DemoTree tree =
        DemoTree.load()
            .with(CONFIG_TOML, "{% for a in containerd_insecure_registries.items() %}")
            .with(ENGINES + "cri-o/templates/registry.conf.j2", "{{ crio_registries }}");

    assertThat(overlay(tree, with(RegistryAccess.http())))
        .contains(
            "containerd_insecure_registries: \"{{ {registry_host: 'http://' ~ registry_host} }}\"")
        .contains("crio_registries:\n  - prefix: \"{{ registry_host }}\"\n")
        .doesNotContain("crio_insecure_registries", "docker_insecure_registries");
  }

  @Test
  void variableThatOnlyTheSampleNames_isDead() {
    DemoTree tree =
        DemoTree.load()
            .with(
                ENGINES + "docker/defaults/main.yml",
                "docker_ubuntu_repo_base_url: https://download.docker.com/linux/ubuntu/x\n")
            .with(SAMPLE, "# docker_rh_repo_base_url: x\n# containerd_registries_mirrors: []\n");

    assertThat(overlay(tree, with(RegistryAccess.http())))
        .contains("docker_ubuntu_repo_base_url: \"{{ docker_repo }}/ubuntu/x\"")
        .doesNotContain("docker_rh_repo_base_url", "containerd_registries_mirrors");
  }

  @Test
  void treeWithoutTheEnginesRoles_isSpokenForByItsSample() {
    DemoTree tree = DemoTree.load().with(SAMPLE, "# containerd_registries_mirrors: []\n");

    assertThat(overlay(tree, with(RegistryAccess.http()))).contains("skip_verify: true");
  }

  @Test
  void otherRegistriesOfTheInventory_stay() {
    Site site =
        Site.in(folder, DemoTree.load().with(HOSTS_TOML, "{{ containerd_registries_mirrors }}"))
            .with(
                "group_vars/all/containerd.yml",
                """
                containerd_registries_mirrors:
                  - prefix: apps.example.com
                    mirrors:
                      - host: https://apps.example.com
                        capabilities: [pull]
                        skip_verify: false
                """);

    assertThat(Site.overlay(site.configured(with(RegistryAccess.http()))))
        .contains("- prefix: \"{{ registry_host }}\"", "- prefix: \"apps.example.com\"");
  }
}
