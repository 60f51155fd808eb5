package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hosts that a play names: {@code k8s_cluster:etcd:!calico_rr}, {@code kube_node[0]}. */
final class HostSelection {

  private static final Pattern SUBSCRIPT =
      Pattern.compile("(.+)\\[(-?\\d{1,6})(?:([:-])(-?\\d{0,6}))?]");

  private final World world;

  HostSelection(World world) {
    this.world = world;
  }

  /** The hosts of a pattern, in the order in which it names them. */
  List<HostState> select(String pattern) {
    List<String> parts = new ArrayList<>();
    List<String> later = new ArrayList<>();
    for (String part : pattern.split("[,:](?![^\\[]*])", -1)) {
      String plain = part.strip();
      if (!plain.isEmpty()) {
        (plain.startsWith("!") || plain.startsWith("&") ? later : parts).add(plain);
      }
    }
    Set<HostState> hosts = new LinkedHashSet<>();
    if (parts.isEmpty()) {
      parts.add("all");
    }
    parts.forEach(part -> hosts.addAll(named(part)));
    later.stream()
        .filter(part -> part.startsWith("&"))
        .forEach(part -> hosts.retainAll(named(part.substring(1))));
    later.stream()
        .filter(part -> part.startsWith("!"))
        .forEach(part -> named(part.substring(1)).forEach(hosts::remove));
    return List.copyOf(hosts);
  }

  private List<HostState> named(String name) {
    Matcher subscript = SUBSCRIPT.matcher(name);
    if (subscript.matches()) {
      return slice(plain(subscript.group(1)), subscript);
    }
    return plain(name);
  }

  private static List<HostState> slice(List<HostState> all, Matcher subscript) {
    int first = position(Integer.parseInt(subscript.group(2)), all.size());
    if (subscript.group(3) == null) {
      return first >= 0 && first < all.size() ? List.of(all.get(first)) : List.of();
    }
    String end = subscript.group(4);
    int last = end.isEmpty() ? all.size() - 1 : position(Integer.parseInt(end), all.size());
    int from = Math.max(0, first);
    int to = Math.min(all.size(), last + 1);
    return from < to ? all.subList(from, to) : List.of();
  }

  private static int position(int index, int size) {
    return index < 0 ? index + size : index;
  }

  private List<HostState> plain(String name) {
    if (name.equals("all") || name.equals("*")) {
      return world.hosts();
    }
    if (name.startsWith("~")) {
      throw new InvalidInputException(
          "the hosts of a play are named by '%s': patterns of this kind are not read"
              .formatted(name));
    }
    List<Host> members = world.members(name);
    if (!members.isEmpty() || world.hasGroup(name)) {
      return members.stream().map(host -> world.host(host.name())).toList();
    }
    if (name.contains("*")) {
      String regex = Pattern.quote(name).replace("*", "\\E.*\\Q");
      return world.hosts().stream().filter(host -> host.name().matches(regex)).toList();
    }
    boolean isHere = world.hosts().stream().anyMatch(host -> host.name().equals(name));
    boolean isLocal = name.equals("localhost") || name.equals("127.0.0.1");
    return isHere || isLocal ? List.of(world.host(name)) : List.of();
  }
}
