package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.ansible.Variable;
import io.github.kubesprayoffline.ansible.value.NumberText;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hosts and groups, with the variables that the inventory's own files give them. */
public final class Inventory {

  private static final int MAX_HOSTS = 20_000;

  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<String, Host> hosts = new LinkedHashMap<>();

  /** An inventory of nothing but the groups {@code all} and {@code ungrouped}. */
  public Inventory() {
    Group all = group("all");
    all.addChild(group("ungrouped"));
  }

  /** The group of that name, which is added if it is new. */
  public Group group(String name) {
    return groups.computeIfAbsent(name, Group::new);
  }

  /** The group of that name; null where there is none. */
  public @Nullable Group find(String name) {
    return groups.get(name);
  }

  /** Whether the group is there. */
  public boolean has(String name) {
    return groups.containsKey(name);
  }

  /** All groups, in the order of the inventory. */
  public Collection<Group> groups() {
    return Collections.unmodifiableCollection(groups.values());
  }

  /** All hosts, in the order of the inventory. */
  public List<Host> hosts() {
    return List.copyOf(hosts.values());
  }

  /** Whether the host is there. */
  public boolean hasHost(String name) {
    return hosts.containsKey(name);
  }

  /** The host of that name, which is there. */
  public Host host(String name) {
    return Objects.requireNonNull(hosts.get(name));
  }

  /** The host of that name in a group; it is added where it is new. */
  public Host addHost(String name, Group group) {
    if (hosts.size() >= MAX_HOSTS && !hosts.containsKey(name)) {
      throw new InvalidInputException("the inventory has more than %d hosts".formatted(MAX_HOSTS));
    }
    Host host = hosts.computeIfAbsent(name, Host::new);
    group.addHost(host);
    return host;
  }

  /** Puts a host into a group, as Ansible's {@code group_by} does while it runs. */
  public void join(Host host, String group) {
    Group target = group(group);
    if (target.parents().isEmpty()) {
      group("all").addChild(target);
    }
    target.addHost(host);
  }

  /** Gives a group a variable; {@code ansible_group_priority} is its priority. */
  void set(Group group, Variable variable) {
    if (variable.name().equals("ansible_group_priority")) {
      group.setPriority(priority(variable));
    } else {
      group.variables().add(variable);
    }
  }

  private static long priority(Variable variable) {
    Object value = variable.value();
    Object number =
        Python.isText(value) ? NumberText.integer(value.toString()).orElse(null) : value;
    if (!Python.isInteger(number)) {
      throw new InvalidInputException(
          "%s is '%s', but a priority is a whole number".formatted(variable, Python.str(value)));
    }
    return Numbers.big(number).longValue();
  }

  /** Makes all groups children of {@code all}, and the hosts that are in none {@code ungrouped}. */
  public void reconcile() {
    Group all = group("all");
    Group ungrouped = group("ungrouped");
    for (Group group : groups.values()) {
      if (group != all && group.parents().isEmpty()) {
        all.addChild(group);
      }
    }
    for (Host host : hosts.values()) {
      boolean isGrouped = host.groups().stream().anyMatch(each -> each != all && each != ungrouped);
      if (isGrouped) {
        host.groups().remove(ungrouped);
        ungrouped.ownHosts().remove(host);
      } else {
        ungrouped.addHost(host);
      }
      all.addHost(host);
    }
  }
}
