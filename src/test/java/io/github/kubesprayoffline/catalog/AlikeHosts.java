package io.github.kubesprayoffline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.source.KubesprayTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Hosts that are one node have the values that each of them would have alone. */
abstract class AlikeHosts {

  private static final String TREE =
      """
      v: 1.0.0
      w: "{{ v }}"
      chosen: "%s"
      through: "{{ chosen }}-{{ w }}"
      main_ip: "{{ ip | default('none') }}"
      downloads:
        one:
          enabled: "{{ %s }}"
          file: true
          url: "https://files.example.org/{{ through }}"
          checksum: "{{ sums[w] | default('0') }}"
          groups: [%s]
        two:
          enabled: "{{ on | default(true) }}"
          container: true
          repo: "registry.example.org/two"
          tag: "{{ %s }}"
          groups: [k8s_cluster]
      sums: {1.0.0: sha256:%s}
      kube_image_repo: registry.example.org
      kube_version: "{{ v }}"
      two_download_url: "https://files.example.org/two/{{ ip is defined }}"
      """;

  /** What tells hosts apart in as many ways as a template can. */
  private static final List<String> EXPRESSIONS =
      List.of(
          "v",
          "w",
          "inventory_hostname",
          "inventory_hostname in groups['etcd']",
          "inventory_hostname == groups['all'][0]",
          "'etcd' in group_names",
          "group_names | length",
          "hostvars[inventory_hostname]['v'] | default('no')",
          "hostvars[groups['all'][0]].v | default('no')",
          "hostvars[groups['all'] | last].ip | default('no')",
          "ansible_facts.os_family | default('no')",
          "ansible_facts['odd'] | default('no')",
          "ansible_facts | length",
          "'odd' in ansible_facts",
          "ip is defined",
          "lookup('vars', 'v')",
          "lookup('vars', 'ip', default='none')",
          "lookup('varnames', '^i') | length",
          "(nothing | default(v)) ~ main_ip",
          "v is string",
          "on | default('yes')",
          "missing_everywhere",
          "ansible_architecture");

  /** The same text or not, the same value or not, and values that are no more than alike. */
  private static final List<String> VARIABLES =
      List.of(
          "v=1.0.0",
          "v=2.0.0",
          "v=1",
          "v='\"1\"'",
          "v=True",
          "v=None",
          "v='{{ inventory_hostname }}'",
          "v='{{ nothing_at_all }}'",
          "v='{{ w }}'",
          "w=1.0.0",
          "w='{{ 1 + 0 }}'",
          "ip=10.0.0.1",
          "ip=10.0.0.2",
          "ip='{{ v }}'",
          "on=False",
          "on=0",
          "odd=1",
          "ansible_odd=1",
          "ansible_os_family=RedHat",
          "ansible_architecture=aarch64",
          "ansible_architecture=x86_64",
          "sums='{\"1.0.0\": \"md5:0\"}'",
          "chosen=mine",
          "two_download_url=https://other.example.org/");

  private static final List<String> GROUPS =
      List.of("kube_node", "kube_control_plane", "etcd", "k8s_cluster", "rack1", "kube-node");

  private Path folder;

  @BeforeProperty
  void open() throws IOException {
    folder = Files.createTempDirectory("alike");
    Files.createDirectories(folder.resolve("roles/kubespray_defaults/defaults"));
  }

  @AfterProperty
  void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Provide
  Arbitrary<String> trees() {
    Arbitrary<String> expression = Arbitraries.of(EXPRESSIONS);
    return Combinators.combine(expression, expression, expression, Arbitraries.of(GROUPS))
        .as(
            (chosen, enabled, tag, group) ->
                TREE.formatted("{{ " + chosen + " }}", enabled, group, tag, "0".repeat(64)));
  }

  @Provide
  Arbitrary<String> inventories() {
    Arbitrary<String> variables =
        Arbitraries.of(VARIABLES).list().ofMaxSize(3).map(all -> String.join(" ", all));
    Arbitrary<List<String>> groups = Arbitraries.of(GROUPS).list().uniqueElements().ofMaxSize(3);
    Arbitrary<List<String>> hosts = variables.list().ofMinSize(2).ofMaxSize(8);
    Arbitrary<List<List<String>>> memberships = groups.list().ofSize(8);
    Arbitrary<String> groupVariable = Arbitraries.of(VARIABLES);
    return Combinators.combine(hosts, memberships, Arbitraries.of(GROUPS), groupVariable)
        .as(AlikeHosts::inventory);
  }

  private static String inventory(
      List<String> hosts, List<List<String>> memberships, String group, String variable) {
    StringBuilder text = new StringBuilder("[all]\n");
    for (int i = 0; i < hosts.size(); i++) {
      text.append("h%d %s\n".formatted(i, hosts.get(i)));
    }
    for (String name : GROUPS) {
      text.append("[%s]\n".formatted(name));
      for (int i = 0; i < hosts.size(); i++) {
        text.append(memberships.get(i).contains(name) ? "h%d\n".formatted(i) : "");
      }
    }
    return text.append("[%s:vars]\n%s\n".formatted(group, variable)).toString();
  }

  final void requireAlike(String tree, String inventory) throws IOException {
    Files.writeString(folder.resolve("roles/kubespray_defaults/defaults/main.yml"), tree);
    Files.writeString(folder.resolve("hosts"), inventory);
    Nodes nodes =
        Nodes.evaluate(
            CatalogRequest.of(KubesprayTree.open(folder))
                .selecting(Selection.ARCHITECTURES, List.of("amd64", "arm64"))
                .withInventory(folder.resolve("hosts")));
    List<Node> all = new ArrayList<>();
    List<List<Download>> downloads = new ArrayList<>();
    for (Node node : nodes) {
      all.add(node);
      downloads.add(read(node));
    }
    for (int i = 0; i < all.size(); i++) {
      Node node = all.get(i);
      for (var host : node.hosts()) {
        assertThat(read(new Node(nodes, List.of(host), node.arch(), node.facts())))
            .as("%s on %s, which stands for %s", host, node.arch(), node.hosts())
            .isEqualTo(downloads.get(i));
      }
    }
  }

  private static List<Download> read(Node node) {
    List<Download> all = new ArrayList<>(CatalogBuilder.downloads(node));
    all.addAll(UrlVariables.read(node));
    return all;
  }
}
