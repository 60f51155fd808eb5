package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.source.KubesprayTree;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The repositories of the operating systems' packages, docker-ce's above all. */
final class PackageBlocks {

  private static final String UPSTREAM = "https://download.docker.com/linux";

  /** What the sample inventories of all releases propose for a repository of one's own. */
  private static final Map<String, String> SAMPLE =
      Map.of(
          "docker_rh_repo_base_url", "{{ yum_repo }}/docker-ce/$releasever/$basearch",
          "docker_rh_repo_gpgkey", "{{ yum_repo }}/docker-ce/gpg",
          "docker_fedora_repo_base_url",
              "{{ yum_repo }}/docker-ce/{{ ansible_distribution_major_version }}/{{ ansible_architecture }}",
          "docker_fedora_repo_gpgkey", "{{ yum_repo }}/docker-ce/gpg",
          "docker_debian_repo_base_url", "{{ debian_repo }}/docker-ce",
          "docker_debian_repo_gpgkey", "{{ debian_repo }}/docker-ce/gpg",
          "docker_ubuntu_repo_base_url", "{{ ubuntu_repo }}/docker-ce",
          "docker_ubuntu_repo_gpgkey", "{{ ubuntu_repo }}/docker-ce/gpg");

  /** Docker's own layout, for trees that come without the role. */
  private static final Map<String, String> LAYOUT =
      Map.of(
          "rh", "/centos/{{ ansible_distribution_major_version }}/$basearch/stable",
          "fedora", "/fedora/{{ ansible_distribution_major_version }}/$basearch/stable",
          "debian", "/debian",
          "ubuntu", "/ubuntu");

  private final PackageRepositories repositories;
  private final TreeText text;
  private final KubesprayTree tree;
  private final Map<String, Object> variables = new LinkedHashMap<>();

  private PackageBlocks(PackageRepositories repositories, TreeText text, KubesprayTree tree) {
    this.repositories = repositories;
    this.text = text;
    this.tree = tree;
  }

  static List<Block> of(PackageRepositories repositories, TreeText text, KubesprayTree tree) {
    return List.of(new PackageBlocks(repositories, text, tree).docker(), oracle(text));
  }

  private Block docker() {
    address("yum_repo", repositories.yum());
    address("debian_repo", repositories.debian());
    address("ubuntu_repo", repositories.ubuntu());
    address("docker_repo", repositories.docker());
    distribution("rh", "centos", repositories.yum());
    distribution("fedora", "fedora", repositories.yum());
    distribution("debian", "debian", repositories.debian());
    distribution("ubuntu", "ubuntu", repositories.ubuntu());
    return new Block(
        variables.isEmpty()
            ? List.of()
            : List.of("Packages of docker-ce, for nodes that run Docker."),
        variables);
  }

  private void address(String name, Optional<String> url) {
    url.ifPresent(value -> variables.put(name, value));
  }

  /** A distribution's own repository is preferred to the one for all. */
  private void distribution(String family, String folder, Optional<String> own) {
    String base = "docker_%s_repo_base_url".formatted(family);
    String key = "docker_%s_repo_gpgkey".formatted(family);
    if (own.isPresent()) {
      put(base, SAMPLE.get(base));
      put(key, SAMPLE.get(key));
    } else if (repositories.docker().isPresent()) {
      put(base, mirrored(base, LAYOUT.get(family)));
      put(key, mirrored(key, "/%s/gpg".formatted(folder)));
    }
  }

  private void put(String name, String value) {
    if (text.names(name)) {
      variables.put(name, value);
    }
  }

  /** The role's own template under the mirror's address. */
  private String mirrored(String name, String usual) {
    return "{{ docker_repo }}"
        + roleDefault(name)
            .filter(value -> value.startsWith(UPSTREAM))
            .map(value -> value.substring(UPSTREAM.length()))
            .orElse(usual);
  }

  private Optional<String> roleDefault(String name) {
    Path defaults = tree.root().resolve("roles/container-engine/docker/defaults");
    VariableFile.Opener opener = new VariableFile.Opener((content, where) -> content);
    for (Path file : VariableFile.findInRole(defaults, "main")) {
      Object content = YamlValues.parse(opener.text(file), file.toString());
      if (content instanceof Map<?, ?> map && map.get(name) instanceof String value) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private static Block oracle(TreeText text) {
    String name = "use_oracle_public_repo";
    return text.names(name)
        ? new Block(
            List.of("Oracle Linux: the nodes' own repositories, not Oracle's public ones."),
            Map.of(name, false))
        : new Block(List.of(), Map.of());
  }
}
