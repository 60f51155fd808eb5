package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.ansible.variable.Variables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A host of the inventory. */
public final class Host {

  private final String name;
  private final Set<Group> groups = new LinkedHashSet<>();
  private final Variables variables = new Variables();

  Host(String name) {
    this.name = name;
  }

  /** Its name, as the inventory has it. */
  public String name() {
    return name;
  }

  /** The variables that the inventory itself gives it. */
  public Variables variables() {
    return variables;
  }

  Set<Group> groups() {
    return groups;
  }

  /** The groups that it is in directly, as they are now. */
  public Set<Group> ownGroups() {
    return Set.copyOf(groups);
  }

  /** The groups that it is in, directly and through others, in the order their variables win. */
  public List<Group> allGroups() {
    Set<Group> all = new LinkedHashSet<>(groups);
    groups.forEach(group -> all.addAll(group.ancestors()));
    return all.stream().sorted(Group.ORDER).toList();
  }

  /** What Ansible calls {@code group_names}: all its groups but {@code all}, sorted. */
  public List<String> groupNames() {
    Set<String> names = new TreeSet<>();
    allGroups().forEach(group -> names.add(group.name()));
    names.remove("all");
    return List.copyOf(names);
  }

  @Override
  public String toString() {
    return name;
  }
}
