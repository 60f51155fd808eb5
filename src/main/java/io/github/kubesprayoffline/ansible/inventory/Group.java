package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.ansible.variable.Variables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A group of hosts, and of groups. */
public final class Group {

  /** The order in which groups' variables win: parents first, then by priority, then by name. */
  static final Comparator<Group> ORDER =
      Comparator.comparingInt(Group::depth)
          .thenComparingLong(Group::priority)
          .thenComparing(Group::name);

  private final String name;
  private final Set<Group> parents = new LinkedHashSet<>();
  private final Map<Group, String> children = new LinkedHashMap<>();
  private final Set<Host> hosts = new LinkedHashSet<>();
  private final Variables variables = new Variables();
  private int depth;
  private long priority = 1;

  Group(String name) {
    this.name = name;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The variables that the inventory itself gives it. */
  public Variables variables() {
    return variables;
  }

  int depth() {
    return depth;
  }

  long priority() {
    return priority;
  }

  void setPriority(long value) {
    priority = value;
  }

  Set<Group> parents() {
    return parents;
  }

  void setDepth(int value) {
    depth = value;
  }

  Set<Group> children() {
    return children.keySet();
  }

  /** Where it was written that a child is one; empty for what goes without saying. */
  String whereAdded(Group child) {
    return children.getOrDefault(child, "");
  }

  Set<Host> ownHosts() {
    return hosts;
  }

  void addHost(Host host) {
    hosts.add(host);
    host.groups().add(this);
  }

  /** Adds groups to this one. */
  public void addChildren(Group... groups) {
    for (Group group : groups) {
      addChild(group, "");
    }
  }

  /**
   * Adds a child; that none contains itself is seen when all are there.
   *
   * @param where file and line, for that message
   */
  void addChild(Group child, String where) {
    children.merge(child, where, (before, now) -> before.isEmpty() ? now : before);
    child.parents.add(this);
  }

  /** The hosts of the group and of all groups in it, in the order of the inventory. */
  public List<Host> hosts() {
    Set<Host> all = new LinkedHashSet<>(hosts);
    descendantsInOrder().forEach(group -> all.addAll(group.hosts));
    return List.copyOf(all);
  }

  private Set<Group> descendantsInOrder() {
    Set<Group> all = new LinkedHashSet<>();
    List<Group> level = new ArrayList<>(children.keySet());
    while (!level.isEmpty()) {
      List<Group> next = new ArrayList<>();
      for (Group group : level) {
        if (all.add(group)) {
          next.addAll(group.children.keySet());
        }
      }
      level = next;
    }
    return all;
  }

  /** The groups that it is in, directly and through others. */
  Set<Group> ancestors() {
    Set<Group> all = new LinkedHashSet<>();
    List<Group> next = new ArrayList<>(parents);
    while (!next.isEmpty()) {
      Group group = next.remove(next.size() - 1);
      if (all.add(group)) {
        next.addAll(group.parents);
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return name;
  }
}
