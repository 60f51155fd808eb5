package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.ansible.Origin;
import io.github.kubesprayoffline.ansible.Origin.Source;
import io.github.kubesprayoffline.ansible.Variable;
import io.github.kubesprayoffline.ansible.value.PythonLiteral;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the INI format: {@code [group]}, {@code [group:children]}, {@code [group:vars]}. */
final class IniInventory {

  private static final Pattern SECTION =
      Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
  private static final Pattern GROUP_NAME = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");

  private final Inventory inventory;
  private final String file;
  private final Map<String, String> undeclared = new LinkedHashMap<>();
  private String group = "ungrouped";
  private String kind = "hosts";
  private int line;

  private IniInventory(Inventory inventory, String file) {
    this.inventory = inventory;
    this.file = file;
  }

  static void read(String text, String file, Inventory inventory) {
    new IniInventory(inventory, file).read(text);
  }

  private void read(String text) {
    for (String each : text.split("\\R", -1)) {
      line++;
      String content = each.strip();
      if (!content.isEmpty() && content.charAt(0) != '#' && content.charAt(0) != ';') {
        readLine(content);
      }
    }
    undeclared.forEach(
        (name, where) -> {
          throw new InvalidInputException(
              "%s: group '%s' is declared nowhere: write a section [%s]"
                  .formatted(where, name, name));
        });
  }

  private void readLine(String content) {
    Matcher section = SECTION.matcher(content);
    if (section.matches()) {
      begin(section.group(1), section.group(2) == null ? "hosts" : section.group(2));
    } else if (content.startsWith("[") && content.endsWith("]")) {
      throw refuse("'%s' is no section".formatted(content));
    } else {
      switch (kind) {
        case "hosts" -> host(content);
        case "vars" -> variable(content);
        default -> child(content);
      }
    }
  }

  private void begin(String name, String sectionKind) {
    if (!List.of("hosts", "children", "vars").contains(sectionKind)) {
      throw refuse("section [%s:%s] has an unknown type".formatted(name, sectionKind));
    }
    group = name;
    kind = sectionKind;
    if (!kind.equals("vars")) {
      undeclared.remove(group);
    } else if (!inventory.has(group)) {
      undeclared.put(group, file + ":" + line);
    }
    inventory.group(group);
  }

  private void host(String content) {
    List<String> words = ShellWords.split(content, file + ":" + line);
    HostPattern pattern = HostPattern.parse(words.get(0), file + ":" + line);
    for (String name : pattern.names()) {
      Host host = inventory.addHost(name, inventory.group(group));
      pattern.port().ifPresent(port -> host.variables().add(variable("ansible_port", port, true)));
      for (String word : words.subList(1, words.size())) {
        int equals = word.indexOf('=');
        if (equals < 0) {
          throw refuse("expected key=value, got '%s'".formatted(word));
        }
        host.variables()
            .add(variable(word.substring(0, equals), value(word.substring(equals + 1)), true));
      }
    }
  }

  private void variable(String content) {
    int equals = content.indexOf('=');
    if (equals < 0) {
      throw refuse("expected key=value, got '%s'".formatted(content));
    }
    String name = content.substring(0, equals).strip();
    Object value = value(content.substring(equals + 1).strip());
    inventory.set(inventory.group(group), variable(name, value, false));
  }

  private Variable variable(String name, @Nullable Object value, boolean ofHost) {
    Source source = ofHost ? Source.HOST_VARS : Source.GROUP_VARS;
    return Variable.of(name, value, new Origin(source, file, line));
  }

  /** A Python literal, or else the text as it is. */
  private static @Nullable Object value(String text) {
    var literal = PythonLiteral.parseStrictly(text);
    return literal.isPresent() ? literal.get().value() : text;
  }

  private void child(String content) {
    Matcher name = GROUP_NAME.matcher(content);
    if (!name.matches()) {
      throw refuse("expected a group name, got '%s'".formatted(content));
    }
    if (!inventory.has(name.group(1))) {
      undeclared.put(name.group(1), file + ":" + line);
    }
    if (!inventory.group(group).addChild(inventory.group(name.group(1)))) {
      throw refuse("group '%s' would contain itself through '%s'".formatted(group, name.group(1)));
    }
  }

  private InvalidInputException refuse(String why) {
    return new InvalidInputException("%s:%d: %s".formatted(file, line, why));
  }
}
