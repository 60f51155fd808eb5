package io.github.kubesprayoffline;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rooms that there are, and which of them import which. */
final class Rooms {

  private final Set<String> all = new TreeSet<>();
  private final Map<String, Map<String, Dependency>> imports = new TreeMap<>();

  Rooms(JavaClasses classes) {
    for (JavaClass each : classes) {
      all.add(roomOf(each));
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        if (dependency.getTargetClass().getPackageName().startsWith(ArchitectureTest.ROOT + ".")) {
          imports
              .computeIfAbsent(roomOf(each), room -> new TreeMap<>())
              .putIfAbsent(roomOf(dependency.getTargetClass()), dependency);
        }
      }
    }
  }

  private static String roomOf(JavaClass type) {
    return type.getPackageName().substring(ArchitectureTest.ROOT.length() + 1).split("\\.", 2)[0];
  }

  /** What differs between the rooms and the table, in sentences. */
  List<String> differencesTo(RoomTable table) {
    List<String> differences = new ArrayList<>();
    for (String room : all) {
      if (!table.rooms().contains(room)) {
        differences.add("%s has no row".formatted(room));
      }
    }
    for (String room : table.rooms()) {
      if (!all.contains(room)) {
        differences.add("%s has a row and no package".formatted(room));
      }
    }
    differences.addAll(forbidden(table));
    differences.addAll(unused(table));
    return differences;
  }

  private List<String> forbidden(RoomTable table) {
    List<String> found = new ArrayList<>();
    imports.forEach(
        (room, others) ->
            others.forEach(
                (other, dependency) -> {
                  if (!other.equals(room) && !table.allows(room, other)) {
                    found.add(
                        "%s imports %s and may not: %s"
                            .formatted(room, other, dependency.getDescription()));
                  }
                }));
    return found;
  }

  private List<String> unused(RoomTable table) {
    List<String> found = new ArrayList<>();
    table
        .named()
        .forEach(
            (room, others) ->
                others.stream()
                    .filter(other -> !imports.getOrDefault(room, Map.of()).containsKey(other))
                    .forEach(
                        other ->
                            found.add("%s may import %s and does not".formatted(room, other))));
    return found;
  }
}
