package io.github.kubesprayoffline.ansible;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import io.github.kubesprayoffline.id.SafePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The folders {@code group_vars} and {@code host_vars} of several places, each file read once. */
final class VariableFolders {

  private final List<Path> groupFolders;
  private final List<Path> hostFolders;
  private final VariableFile.Opener opener;
  private final Budget budget;
  private final Map<Path, Variables> read = new HashMap<>();

  /**
   * Folders.
   *
   * @param places what they lie in, the weakest first
   * @param budget what is read is charged to it
   */
  VariableFolders(List<Path> places, VariableFile.Opener opener, Budget budget) {
    this.groupFolders = in(places, "group_vars");
    this.hostFolders = in(places, "host_vars");
    this.opener = opener;
    this.budget = budget;
  }

  private static List<Path> in(List<Path> places, String kind) {
    return places.stream().map(place -> place.resolve(kind)).filter(Files::isDirectory).toList();
  }

  /** The variables of a group, those of the weakest place first. */
  List<Variables> ofGroup(String name) {
    return ofGroups(List.of(name));
  }

  /** The variables of groups: all those of the weakest place first. */
  List<Variables> ofGroups(List<String> names) {
    List<Variables> all = new ArrayList<>();
    for (Path folder : groupFolders) {
      names.forEach(name -> all.add(files(folder, name, Source.GROUP_VARS)));
    }
    return all;
  }

  /** The variables of a host. */
  Variables ofHost(String name) {
    Variables all = new Variables();
    hostFolders.forEach(folder -> all.addAll(files(folder, name, Source.HOST_VARS)));
    return all;
  }

  /** What a name that is no name of a file would lead to is not looked for. */
  private Variables files(Path folder, String name, Source source) {
    if (name.contains("/") || !SafePath.isSafe(name)) {
      return new Variables();
    }
    return read.computeIfAbsent(
        folder.resolve(name), path -> budget.charge(() -> read(folder, name, source)));
  }

  private Variables read(Path folder, String name, Source source) {
    Variables all = new Variables();
    for (Path file : VariableFile.find(folder, name)) {
      String path = file.toString();
      all.addAll(Variables.ofFile(YamlValues.parse(opener.text(file), path), source, path));
    }
    return all;
  }
}
