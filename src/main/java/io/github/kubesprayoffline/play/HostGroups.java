package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.ansible.inventory.Group;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says some hosts by the groups that they make up, and the rest by name. */
final class HostGroups {

  private final Map<String, Set<String>> groups = new TreeMap<>();
  private final Map<Set<String>, Said> said = new LinkedHashMap<>();

  /**
   * Hosts in few words.
   *
   * @param groups all of whose hosts are meant
   * @param hosts those that are meant and in none of the groups
   */
  record Said(List<String> groups, List<String> hosts) {}

  HostGroups(Inventory inventory) {
    for (Group group : inventory.groups()) {
      Set<String> names = new HashSet<>();
      group.hosts().stream().map(Host::name).forEach(names::add);
      boolean isOfAll = group.name().equals("all") || group.name().equals("ungrouped");
      if (!names.isEmpty() && !isOfAll) {
        groups.put(group.name(), names);
      }
    }
  }

  Said say(SortedSet<String> hosts) {
    return said.computeIfAbsent(Set.copyOf(hosts), each -> inFewWords(hosts));
  }

  private Said inFewWords(SortedSet<String> hosts) {
    Set<String> left = new TreeSet<>(hosts);
    List<String> whole =
        groups.entrySet().stream()
            .filter(group -> hosts.containsAll(group.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    whole.forEach(group -> left.removeAll(java.util.Objects.requireNonNull(groups.get(group))));
    return new Said(whole, List.copyOf(left));
  }
}
