package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.id.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A file of variables, in blocks that each say what they are for. */
record Overlay(List<Block> blocks) {

  Overlay {
    blocks = blocks.stream().filter(block -> !isEmpty(block)).toList();
  }

  private static boolean isEmpty(Block block) {
    return block.variables().isEmpty() && block.comment().isEmpty();
  }

  /** All its variables. */
  Map<String, Object> variables() {
    Map<String, Object> all = new LinkedHashMap<>();
    blocks.forEach(block -> all.putAll(block.variables()));
    return all;
  }

  /** Only some of the variables, under another comment. */
  Overlay only(Set<String> names, List<String> comment) {
    Map<String, Object> some = new LinkedHashMap<>(variables());
    some.keySet().retainAll(names);
    return new Overlay(List.of(new Block(comment, some)));
  }

  /** The file, as YAML that Ansible reads. */
  byte[] toYaml() {
    List<String> lines = new ArrayList<>(List.of("---"));
    for (Block block : blocks) {
      if (lines.size() > 1) {
        lines.add("");
      }
      block.comment().forEach(line -> lines.add(line.isEmpty() ? "#" : "# " + Printable.of(line)));
      block.variables().forEach((name, value) -> add(lines, "", name + ":", value));
    }
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void add(List<String> lines, String margin, String head, Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      lines.add(margin + head);
      map.forEach((key, item) -> add(lines, margin + "  ", scalar(key) + ":", item));
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      lines.add(margin + head);
      list.forEach(item -> addItem(lines, margin + "  ", item));
    } else {
      lines.add("%s%s %s".formatted(margin, head, scalar(value)));
    }
  }

  /** A map's first key stands behind the dash. */
  private static void addItem(List<String> lines, String margin, Object item) {
    if (item instanceof Map<?, ?> map && !map.isEmpty()) {
      int first = lines.size();
      map.forEach((key, value) -> add(lines, margin + "  ", scalar(key) + ":", value));
      lines.set(first, margin + "- " + lines.get(first).substring(margin.length() + 2));
    } else {
      lines.add("%s- %s".formatted(margin, scalar(item)));
    }
  }

  /** OverlayVariables stay bare; other text is quoted, so that YAML reads nothing into it. */
  private static String scalar(Object value) {
    if (value instanceof List<?>) {
      return "[]";
    }
    if (value instanceof Map<?, ?>) {
      return "{}";
    }
    if (!(value instanceof String text)) {
      return Python.isNumber(value) ? value.toString() : value.toString().toLowerCase(Locale.ROOT);
    }
    return text.matches("[a-z][a-z_]*") && !isYamlWord(text) ? text : quoted(text);
  }

  private static boolean isYamlWord(String text) {
    return Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n").contains(text);
  }

  /** YAML reads back what {@link Printable} writes for a character that it would not take. */
  private static String quoted(String text) {
    return '"' + Printable.of(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }
}
