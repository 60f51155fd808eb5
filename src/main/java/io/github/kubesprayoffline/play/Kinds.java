package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.inventory.Group;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.variable.Variables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hosts of which a few can stand for all: in the same groups, the first of none of them or of the
 * same ones, and alike in all variables that were read, but for those that only say which host it
 * is.
 */
final class Kinds {

  /** Loops over hosts see that there are several. */
  private static final int KEPT = 3;

  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(/\\d{1,3})?");

  /** Names of hosts in other programs. */
  private static final Set<String> NAMES =
      Set.of("etcd_member_name", "ansible_hostname", "ansible_nodename", "ansible_fqdn");

  private final Map<List<Object>, List<String>> kinds = new LinkedHashMap<>();

  /**
   * The kinds of an inventory.
   *
   * @param read the names of the variables in which hosts may differ
   */
  static Kinds of(
      AskRequest request, Inventory inventory, HostVariables variables, Set<String> read) {
    Kinds kinds = new Kinds();
    Map<String, List<String>> firsts = new TreeMap<>();
    for (Group group : inventory.groups()) {
      group.hosts().stream()
          .limit(1)
          .forEach(
              host ->
                  firsts.computeIfAbsent(host.name(), each -> new ArrayList<>()).add(group.name()));
    }
    for (Host host : inventory.hosts()) {
      List<Object> key = new ArrayList<>();
      key.add(host.groupNames());
      key.add(firsts.getOrDefault(host.name(), List.of()));
      key.add(told(host, request.facts().apply(host), variables, read));
      kinds.kinds.computeIfAbsent(key, each -> new ArrayList<>()).add(host.name());
    }
    return kinds;
  }

  private static Map<String, String> told(
      Host host, Map<String, @Nullable Object> facts, HostVariables variables, Set<String> read) {
    Map<String, String> told = new TreeMap<>();
    if (read.isEmpty()) {
      return told;
    }
    List<Variables> layers = variables.ofInventory(host);
    Variables own = layers.get(layers.size() - 1);
    for (String name : own.names()) {
      Variable variable = own.get(name);
      if (variable != null && read.contains(name)) {
        tell(host, name, variable.value(), told);
      }
    }
    facts.forEach(
        (name, value) -> {
          if (read.contains(name)) {
            tell(host, name, value, told);
          }
        });
    return told;
  }

  private static void tell(
      Host host, String name, @Nullable Object value, Map<String, String> told) {
    String text = Python.str(value);
    boolean isIdentity =
        NAMES.contains(name) || text.contains(host.name()) || ADDRESS.matcher(text).matches();
    if (!isIdentity) {
      told.put(name, text);
    }
  }

  int count() {
    return kinds.size();
  }

  /** The hosts that stand for all. */
  Set<String> kept() {
    Set<String> kept = new HashSet<>();
    kinds.values().forEach(hosts -> kept.addAll(hosts.subList(0, Math.min(KEPT, hosts.size()))));
    return kept;
  }

  /** The hosts that one of those stands for, beside itself. */
  Map<String, List<String>> others() {
    Map<String, List<String>> others = new LinkedHashMap<>();
    for (List<String> hosts : kinds.values()) {
      if (hosts.size() > KEPT) {
        others.put(hosts.get(KEPT - 1), hosts.subList(KEPT, hosts.size()));
      }
    }
    return others;
  }
}
