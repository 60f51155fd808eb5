package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.ansible.inventory.Host;
import java.util.Set;

/**
 * A host of the inventory on one architecture.
 *
 * @param groups the names of all its groups
 * @param templar gives variables the values that they have on it
 */
public record Node(Host host, String arch, Set<String> groups, Templar templar) {

  public Node {
    groups = Set.copyOf(groups);
  }

  static Node of(Host host, String arch, Templar templar) {
    return new Node(host, arch, Set.copyOf(host.groupNames()), templar);
  }
}
