package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.inventory.Inventory;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The inventory that counts where none is given: one node in every group that releases know. */
public final class SampleInventory {

  /** Group names of before 2.16, and what Kubespray itself makes of them. */
  static final Map<String, String> RENAMED =
      Map.of(
          "kube-master", "kube_control_plane",
          "kube-node", "kube_node",
          "k8s-cluster", "k8s_cluster",
          "calico-rr", "calico_rr",
          "no-floating", "no_floating");

  private SampleInventory() {}

  /** One node in every group that a tree's downloads can name. */
  public static Inventory make() {
    Inventory inventory = new Inventory();
    Set<String> groups = new TreeSet<>(RENAMED.values());
    groups.addAll(RENAMED.keySet());
    groups.add("etcd");
    groups.forEach(group -> inventory.addHost("node1", inventory.group(group), ""));
    inventory
        .group("k8s_cluster")
        .addChildren(inventory.group("kube_control_plane"), inventory.group("kube_node"));
    inventory
        .group("k8s-cluster")
        .addChildren(inventory.group("kube-master"), inventory.group("kube-node"));
    inventory.reconcile();
    return inventory;
  }
}
