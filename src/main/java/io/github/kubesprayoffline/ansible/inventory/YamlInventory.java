package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Origin;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.yaml.MarkedMap;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the YAML format: groups with {@code hosts}, {@code children} and {@code vars}. */
final class YamlInventory {

  private final Inventory inventory;
  private final String file;

  private YamlInventory(Inventory inventory, String file) {
    this.inventory = inventory;
    this.file = file;
  }

  static void read(@Nullable Object content, String file, Inventory inventory) {
    YamlInventory reader = new YamlInventory(inventory, file);
    if (!(content instanceof MarkedMap groups) || groups.isEmpty()) {
      throw new InvalidInputException(
          "%s:1: an inventory is a mapping of groups, but this is a %s"
              .formatted(file, Python.typeName(content)));
    }
    if (Python.truth(groups.get("plugin"))) {
      throw new InvalidInputException(
          "%s:%d: inventory plugins run programs and are refused: save 'ansible-inventory --list --yaml --export' and name that file"
              .formatted(file, groups.line("plugin")));
    }
    groups.forEach(
        (name, group) -> reader.group(Python.str(name), group, reader.where(groups, name)));
  }

  private String where(Map<?, ?> in, @Nullable Object key) {
    return in instanceof MarkedMap map && map.line(key) > 0 ? file + ":" + map.line(key) : file;
  }

  private Group group(String name, @Nullable Object content, String where) {
    Group group = inventory.group(name, where);
    if (content == null) {
      return group;
    }
    if (!(content instanceof MarkedMap parts)) {
      throw new InvalidInputException(
          "%s: group '%s' is a mapping of hosts, children and vars, but this is a %s"
              .formatted(where, Printable.shortened(name), Python.typeName(content)));
    }
    Map<?, ?> vars = section(parts, "vars", name);
    vars.forEach(
        (key, value) -> inventory.set(group, variable(vars, key, value, Source.GROUP_VARS)));
    Map<?, ?> children = section(parts, "children", name);
    children.forEach((key, child) -> child(group, Python.str(key), child, where(children, key)));
    Map<?, ?> hosts = section(parts, "hosts", name);
    hosts.forEach((key, host) -> host(group, key, host, where(hosts, key)));
    return group;
  }

  private Map<?, ?> section(MarkedMap parts, String section, String group) {
    Object content = parts.get(section);
    if (content == null) {
      return Map.of();
    }
    if (Python.isText(content)) {
      Map<String, @Nullable Object> single = new LinkedHashMap<>();
      single.put(content.toString(), null);
      return single;
    }
    if (content instanceof Map<?, ?> map) {
      return map;
    }
    throw new InvalidInputException(
        "%s:%d: '%s' of group '%s' is a mapping, but this is a %s"
            .formatted(file, parts.line(section), section, group, Python.typeName(content)));
  }

  private Variable variable(
      Map<?, ?> in, @Nullable Object name, @Nullable Object value, Source source) {
    int line = in instanceof MarkedMap map ? map.line(name) : 0;
    return Variable.of(Python.str(name), value, new Origin(source, file, line));
  }

  private void child(Group parent, String name, @Nullable Object content, String where) {
    inventory.charge(where, 1, 0);
    parent.addChild(group(name, content, where), where);
  }

  private void host(Group group, @Nullable Object name, @Nullable Object content, String where) {
    if (!Python.isText(name)) {
      throw new InvalidInputException(
          "%s: host '%s' of group '%s' must be text: put it in quotes"
              .formatted(where, Python.str(name), group));
    }
    if (content != null && !(content instanceof MarkedMap)) {
      throw new InvalidInputException(
          "%s: host '%s' is a mapping of variables, but this is a %s"
              .formatted(where, Printable.shortened(name.toString()), Python.typeName(content)));
    }
    HostPattern pattern = HostPattern.parse(name.toString(), where);
    List<Variable> variables = new ArrayList<>();
    pattern
        .port()
        .ifPresent(
            port -> variables.add(variable(Map.of(), "ansible_port", port, Source.HOST_VARS)));
    if (content instanceof MarkedMap map) {
      map.forEach((key, value) -> variables.add(variable(map, key, value, Source.HOST_VARS)));
    }
    for (String each : pattern.names()) {
      Host host = inventory.addHost(each, group, where);
      variables.forEach(variable -> inventory.set(host, variable));
    }
  }
}
