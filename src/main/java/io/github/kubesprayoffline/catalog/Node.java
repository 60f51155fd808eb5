package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.variable.Variables;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hosts of the inventory on one architecture that nothing which was read tells apart; the first
 * stands for all.
 */
public final class Node {

  private final Nodes nodes;
  private final String arch;
  private final Variables facts;
  private final Map<Set<String>, Boolean> asked = new HashMap<>();
  private List<Host> hosts;

  /**
   * A node.
   *
   * @param facts default facts of these hosts alone
   */
  Node(Nodes nodes, List<Host> hosts, String arch, Variables facts) {
    this.nodes = nodes;
    this.hosts = List.copyOf(hosts);
    this.arch = arch;
    this.facts = facts;
  }

  Variables facts() {
    return facts;
  }

  /** Lets go of the hosts that turned out to differ. */
  void keep(List<Host> alike) {
    hosts = List.copyOf(alike);
  }

  /** The host that stands for all, which is the first in the inventory. */
  public Host host() {
    return hosts.get(0);
  }

  /** All of the hosts, in the order of the inventory. */
  public List<Host> hosts() {
    return hosts;
  }

  /** The architecture, by Go's name. */
  public String arch() {
    return arch;
  }

  /** Gives variables the values that they have on it. */
  public Templar templar() {
    return nodes.templar(this);
  }

  /** Whether it is in any of these groups. */
  boolean isInAny(Collection<String> groups) {
    return asked.computeIfAbsent(Set.copyOf(groups), any -> nodes.isInAny(host(), any));
  }

  /** What was asked of its groups, with the answers. */
  Map<Set<String>, Boolean> asked() {
    return asked;
  }
}
