package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.Templar;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.value.Text;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.id.SafeUrl;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why an entry is in the catalog: its values, every variable that they came from with file and
 * line, which of several places won, and which hosts need it.
 */
final class Explanation {

  private static final int MAX_VALUE = 200;

  private final String id;
  private final Resolution resolution;
  private final List<String> lines = new ArrayList<>();

  private Explanation(String id, Resolution resolution) {
    this.id = id;
    this.resolution = resolution;
  }

  /**
   * Explains an entry in lines of text.
   *
   * @throws InvalidInputException if there is no such entry
   */
  static String of(String id, Resolution resolution) {
    return new Explanation(id, resolution).text();
  }

  private String text() {
    Set<String> architectures = new TreeSet<>();
    resolution.nodes().forEach(node -> architectures.add(node.arch()));
    for (String arch : architectures) {
      explain(arch);
    }
    if (lines.isEmpty()) {
      throw new InvalidInputException(
          "there is no entry '%s' to explain: the catalog names all that there are".formatted(id));
    }
    return lines.stream().map(line -> Printable.of(line) + "\n").collect(Collectors.joining());
  }

  private void explain(String arch) {
    List<Node> needing = new ArrayList<>();
    Download shown = null;
    Node shownOn = null;
    for (Node node : resolution.nodes()) {
      for (Download each : CatalogBuilder.downloads(node)) {
        if (each.id().equals(id) && node.arch().equals(arch)) {
          boolean isFirst = shown == null || (each.isEnabled() && !shown.isEnabled());
          shown = isFirst ? each : shown;
          shownOn = isFirst ? node : shownOn;
          if (each.isEnabled()) {
            needing.add(node);
          }
        }
      }
    }
    if (shown != null && shownOn != null) {
      entry(arch, shown, resolution.nodes().names(needing));
      variables(shown, shownOn.templar());
    }
  }

  private void entry(String arch, Download download, List<String> needing) {
    lines.add("%s (%s)".formatted(id, arch));
    lines.add("  selected: " + (isSelected(arch) ? "yes" : "no"));
    lines.add("  needed by: " + (needing.isEmpty() ? "no host" : String.join(", ", needing)));
    download
        .file()
        .ifPresent(
            file -> {
              lines.add("  url: " + SafeUrl.of(file.url()));
              lines.add("  checksum: " + (file.checksum() == null ? "none" : file.checksum()));
              lines.add("  groups: " + String.join(", ", file.groups()));
            });
    download.image().ifPresent(image -> lines.add("  image: " + image.ref()));
    download.failures().forEach(failure -> lines.add("  problem: " + failure));
    if (download.missingChecksum() != null) {
      lines.add("  problem: " + download.missingChecksum());
    }
  }

  private boolean isSelected(String arch) {
    Catalog catalog = resolution.catalog();
    return catalog.selectedFiles().stream()
            .anyMatch(file -> file.id().equals(id) && file.arch().equals(arch))
        || catalog.selectedImages().stream()
            .anyMatch(image -> image.id().equals(id) && image.arch().equals(arch));
  }

  private void variables(Download download, Templar templar) {
    lines.add("  variables:");
    Set<String> seen = new LinkedHashSet<>();
    download.variables().forEach(name -> variable(name, templar, 2, seen));
  }

  private void variable(String name, Templar templar, int depth, Set<String> seen) {
    Variable variable = templar.variable(name);
    if (variable == null) {
      return;
    }
    String margin = "  ".repeat(depth);
    if (!seen.add(name)) {
      lines.add("%s%s, see above".formatted(margin, name));
      return;
    }
    lines.add(
        "%s%s = %s    (%s: %s)"
            .formatted(
                margin,
                name,
                value(variable, templar),
                variable.origin().source(),
                variable.origin()));
    if (!variable.outranked().isEmpty()) {
      lines.add(
          "%s  won against %s"
              .formatted(
                  margin,
                  variable.outranked().stream()
                      .map(other -> "%s: %s".formatted(other.origin().source(), other.origin()))
                      .collect(Collectors.joining("; "))));
    }
    templar.uses(name).forEach(used -> variable(used, templar, depth + 1, seen));
  }

  private static String value(Variable variable, Templar templar) {
    if (variable.value() instanceof Text.Vaulted) {
      return "(encrypted)";
    }
    try {
      Object value = templar.resolve(variable.name());
      if (value instanceof Undefined undefined) {
        return "undefined: " + undefined.why();
      }
      String text = Python.repr(value);
      return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "...";
    } catch (EvaluationException e) {
      return "failed: " + e.getMessage();
    }
  }
}
