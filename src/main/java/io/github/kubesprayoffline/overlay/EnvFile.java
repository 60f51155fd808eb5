package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Undefined;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.Download;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.catalog.Resolution;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** {@code env.yml}: the versions that the bundle was made with, pinned. */
final class EnvFile {

  /** Those of Kubernetes' minor release are derived from its version. */
  private static final Pattern PINNED = Pattern.compile("\\w+(?<!_major|_next)_version");

  private EnvFile() {}

  /** The versions that selected entries were made of, where all nodes agree on them. */
  static Overlay of(Resolution resolution) {
    SortedMap<String, SortedSet<String>> versions = new TreeMap<>();
    for (Node node : resolution.nodes()) {
      for (String name : names(resolution, node)) {
        value(node, name, versions);
      }
    }
    SortedMap<String, Object> pinned = new TreeMap<>();
    versions.forEach(
        (name, values) -> {
          if (values.size() == 1) {
            pinned.put(name, values.first());
          }
        });
    return new Overlay(List.of(new Block(comment(resolution.catalog()), Map.of()), block(pinned)));
  }

  private static Block block(SortedMap<String, Object> pinned) {
    return new Block(List.of("What the bundle's files and images were chosen by."), pinned);
  }

  private static List<String> comment(Catalog catalog) {
    return List.of(
        "The versions of this bundle, Kubespray %s.".formatted(catalog.kubespray().version()),
        "The inventory leads to the same ones; to hold on to them whatever it says later, give",
        "  ansible-playbook -e @env.yml ...");
  }

  private static Set<String> names(Resolution resolution, Node node) {
    Catalog catalog = resolution.catalog();
    Set<String> found = new LinkedHashSet<>();
    for (Download download : resolution.downloads(node)) {
      if (isSelected(catalog, download)) {
        download.variables().forEach(name -> descend(node, name, found));
      }
    }
    found.removeIf(name -> !PINNED.matcher(name).matches());
    return found;
  }

  private static boolean isSelected(Catalog catalog, Download download) {
    return catalog.selectedFiles().stream().anyMatch(file -> file.id().equals(download.id()))
        || catalog.selectedImages().stream().anyMatch(image -> image.id().equals(download.id()));
  }

  private static void descend(Node node, String name, Set<String> found) {
    if (found.add(name)) {
      node.templar().uses(name).forEach(used -> descend(node, used, found));
    }
  }

  /** Facts such as the distribution's version are the node's, not the bundle's. */
  private static void value(Node node, String name, SortedMap<String, SortedSet<String>> versions) {
    if (name.startsWith("ansible_")) {
      return;
    }
    try {
      Object value = node.templar().resolve(name);
      if (value instanceof String || value instanceof Number) {
        versions.computeIfAbsent(name, each -> new TreeSet<>()).add(value.toString());
      } else if (value instanceof Undefined) {
        versions.remove(name);
      }
    } catch (EvaluationException e) {
      versions.remove(name);
    }
  }
}
