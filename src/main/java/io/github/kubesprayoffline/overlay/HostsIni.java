package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.catalog.Resolution;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code hosts.ini}: an inventory to fill in, with the groups that this release has. */
final class HostsIni {

  private static final String TEXT =
      """
      # An inventory for Kubespray %s, to be filled in: write your nodes in place of these,
      # and put the file into inventory/, in the place of the one that is there.
      [all]
      # node1 ansible_host=192.0.2.11 ip=192.0.2.11
      # node2 ansible_host=192.0.2.12 ip=192.0.2.12

      [kube_control_plane]
      # node1

      [etcd]
      # node1

      [kube_node]
      # node2

      [k8s_cluster:children]
      kube_control_plane
      kube_node
      """;

  /** The names of before 2.16; one release had some of each. */
  private static final Map<String, String> OLD_NAMES =
      Map.of(
          "kube_control_plane", "kube-master",
          "kube_node", "kube-node",
          "k8s_cluster", "k8s-cluster");

  private HostsIni() {}

  static byte[] of(Resolution resolution) {
    Set<String> groups = groups(resolution.nodes().iterator().next());
    String text = TEXT.formatted(resolution.catalog().kubespray().version());
    for (Map.Entry<String, String> name : OLD_NAMES.entrySet()) {
      if (groups.contains(name.getValue()) && !groups.contains(name.getKey())) {
        text = text.replace(name.getKey(), name.getValue());
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The groups that the tree's downloads are for. */
  private static Set<String> groups(Node node) {
    Set<String> groups = new HashSet<>();
    Variable downloads = node.templar().variable("downloads");
    if (downloads != null && downloads.value() instanceof Map<?, ?> entries) {
      for (Object entry : entries.values()) {
        if (entry instanceof Map<?, ?> fields && fields.get("groups") instanceof List<?> names) {
          names.forEach(name -> groups.add(String.valueOf(name)));
        }
      }
    }
    return groups;
  }
}
