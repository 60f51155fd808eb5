package io.github.kubesprayoffline.config;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.FileEntry;
import java.nio.charset.StandardCharsets;

/** {@code hosts.ini}: an inventory to fill in, with the groups that this release has. */
final class Skeleton {

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

      [calico_rr]

      [k8s_cluster:children]
      kube_control_plane
      kube_node
      calico_rr
      """;

  private Skeleton() {}

  static byte[] of(Catalog catalog) {
    String text = TEXT.formatted(catalog.kubespray().version());
    boolean isOld =
        catalog.files().stream()
            .map(FileEntry::groups)
            .anyMatch(all -> all.contains("k8s-cluster"));
    return (isOld ? withOldNames(text) : text).getBytes(StandardCharsets.UTF_8);
  }

  /** Before 2.16. */
  private static String withOldNames(String text) {
    return text.replace("kube_control_plane", "kube-master")
        .replace("kube_node", "kube-node")
        .replace("calico_rr", "calico-rr")
        .replace("k8s_cluster", "k8s-cluster");
  }
}
