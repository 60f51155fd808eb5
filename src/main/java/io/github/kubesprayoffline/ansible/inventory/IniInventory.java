package io.github.kubesprayoffline.ansible.inventory;

import io.github.kubesprayoffline.ansible.value.PythonLiteral;
import io.github.kubesprayoffline.ansible.variable.Origin;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.yaml.PlainScalar;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the INI format: {@code [group]}, {@code [group:children]}, {@code [group:vars]}. */
final class IniInventory {

  private static final Pattern LINE_END = Pattern.compile("\\R");
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
    Matcher end = LINE_END.matcher(text);
    int begin = 0;
    while (end.find()) {
      readNext(text.substring(begin, end.start()));
      begin = end.end();
    }
    readNext(text.substring(begin));
    undeclared.forEach(
        (name, where) -> {
          throw new InvalidInputException(
              "%s: group '%s' is declared nowhere: write a section [%s]"
                  .formatted(where, name, name));
        });
  }

  private void readNext(String written) {
    line++;
    String content = written.strip();
    if (!content.isEmpty() && content.charAt(0) != '#' && content.charAt(0) != ';') {
      inventory.charge(where(), 1 + content.length() / 64, content.length());
      readLine(content);
    }
  }

  private String where() {
    return file + ":" + line;
  }

  private void readLine(String content) {
    Matcher section = SECTION.matcher(content);
    if (section.matches()) {
      begin(section.group(1), section.group(2) == null ? "hosts" : section.group(2));
    } else if (content.startsWith("[") && content.endsWith("]")) {
      throw refuse("'%s' is no section".formatted(Printable.shortened(content)));
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
      undeclared.put(group, where());
    }
    inventory.group(group, where());
  }

  private void host(String content) {
    List<String> words = ShellWords.split(content, where());
    HostPattern pattern = HostPattern.parse(words.isEmpty() ? "" : words.get(0), where());
    List<Variable> variables = new ArrayList<>();
    pattern.port().ifPresent(port -> variables.add(variable("ansible_port", port, true)));
    words.stream().skip(1).forEach(word -> variables.add(hostVariable(word)));
    for (String name : pattern.names()) {
      Host host = inventory.addHost(name, inventory.group(group), where());
      variables.forEach(variable -> inventory.set(host, variable));
    }
  }

  private Variable hostVariable(String word) {
    int equals = word.indexOf('=');
    if (equals < 0) {
      throw refuse("expected key=value, got '%s'".formatted(Printable.shortened(word)));
    }
    return variable(word.substring(0, equals), value(word.substring(equals + 1)), true);
  }

  private void variable(String content) {
    int equals = content.indexOf('=');
    if (equals < 0) {
      throw refuse("expected key=value, got '%s'".formatted(Printable.shortened(content)));
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
  private @Nullable Object value(String text) {
    if (PlainScalar.isTooLong(text)) {
      throw refuse("a number of %d characters is too long".formatted(text.length()));
    }
    var literal = PythonLiteral.parseStrictly(text);
    return literal.isPresent() ? literal.get().value() : text;
  }

  private void child(String content) {
    Matcher name = GROUP_NAME.matcher(content);
    if (!name.matches()) {
      throw refuse("expected a group name, got '%s'".formatted(Printable.shortened(content)));
    }
    if (!inventory.has(name.group(1))) {
      undeclared.put(name.group(1), where());
    }
    inventory.charge(where(), 1, 0);
    inventory.group(group).addChild(inventory.group(name.group(1), where()), where());
  }

  private InvalidInputException refuse(String why) {
    return new InvalidInputException("%s:%d: %s".formatted(file, line, why));
  }
}
