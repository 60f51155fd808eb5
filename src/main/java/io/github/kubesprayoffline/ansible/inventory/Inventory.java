package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.NumberText;
import io.github.kubesprayoffline.ansible.value.Numbers;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hosts and groups, with the variables that the inventory's own files give them. */
public final class Inventory {

  private static final int MAX_HOSTS = 20_000;

  /** What each takes in memory, as rules of thumb. */
  private static final int HOST_BYTES = 600;

  private static final int GROUP_BYTES = 800;
  private static final int MEMBER_BYTES = 100;
  private static final int VARIABLE_BYTES = 150;

  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<String, Host> hosts = new LinkedHashMap<>();

  /** An inventory of nothing but the groups {@code all} and {@code ungrouped}. */
  public Inventory() {
    Group all = group("all");
    all.addChildren(group("ungrouped"));
  }

  /**
   * Charges what is read at a place to the budget of the request.
   *
   * @throws InvalidInputException if that is more than it allows
   */
  void charge(String where, long items, long bytes) {
    try {
      Budget.current().items(items);
      Budget.current().hold(bytes);
    } catch (EvaluationException e) {
      throw new InvalidInputException(
          "%s: the inventory is too large from here on: %s".formatted(where, e.getMessage()), e);
    }
  }

  /** The group of that name, which a file names in a line. */
  Group group(String name, String where) {
    if (!has(name)) {
      requirePlain(name, "group", where);
      charge(where, 1, GROUP_BYTES);
    }
    return group(name);
  }

  private static void requirePlain(String name, String kind, String where) {
    if (name.isBlank() || !Printable.isPlain(name)) {
      throw new InvalidInputException(
          "%s: '%s' cannot be the name of a %s: it is empty or has a control character"
              .formatted(where, Printable.shortened(name), kind));
    }
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

  /**
   * The host of that name in a group; it is added where it is new.
   *
   * @param where file and line, for messages
   */
  public Host addHost(String name, Group group, String where) {
    charge(where, 1, MEMBER_BYTES);
    Host host = hosts.get(name);
    if (host == null) {
      requirePlain(name, "host", where);
      charge(where, 1, HOST_BYTES + name.length());
      if (hosts.size() >= MAX_HOSTS) {
        throw new InvalidInputException(
            "%s: the inventory has more than %d hosts".formatted(where, MAX_HOSTS));
      }
      host = new Host(name);
      hosts.put(name, host);
    }
    group.addHost(host);
    return host;
  }

  /** Gives a host a variable. */
  void set(Host host, Variable variable) {
    charge(variable);
    host.variables().add(variable);
  }

  private void charge(Variable variable) {
    charge(variable.origin().toString(), 1, VARIABLE_BYTES);
  }

  /** Puts a host into a group, as Ansible's {@code group_by} does while it runs. */
  public void join(Host host, String group) {
    Group target = group(group);
    if (target.parents().isEmpty()) {
      group("all").addChildren(target);
      target.setDepth(1);
    }
    target.addHost(host);
  }

  /** Gives a group a variable; {@code ansible_group_priority} is its priority. */
  void set(Group group, Variable variable) {
    charge(variable);
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

  /** Leaves out the hosts that are not wanted. */
  public void keep(Predicate<Host> isWanted) {
    hosts.values().removeIf(isWanted.negate());
    groups.values().forEach(group -> group.ownHosts().removeIf(isWanted.negate()));
  }

  /** Makes all groups children of {@code all}, and the hosts that are in none {@code ungrouped}. */
  public void reconcile() {
    Group all = group("all");
    Group ungrouped = group("ungrouped");
    for (Group group : groups.values()) {
      if (group != all && group.parents().isEmpty()) {
        all.addChildren(group);
      }
    }
    Nesting.measure(groups.values());
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
