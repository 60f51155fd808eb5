package io.github.kubesprayoffline.play.read;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Origin;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.MarkedMap;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.play.model.Keywords;
import io.github.kubesprayoffline.play.model.Place;
import io.github.kubesprayoffline.play.model.Role;
import io.github.kubesprayoffline.play.model.RoleUse;
import io.github.kubesprayoffline.play.model.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads roles, each once. */
public final class RoleReader {

  private static final Set<String> KEYWORDS =
      Set.of(
          "role",
          "name",
          "when",
          "tags",
          "vars",
          "delegate_to",
          "delegate_facts",
          "run_once",
          "ignore_errors",
          "module_defaults",
          "environment",
          "become",
          "become_user",
          "become_method",
          "become_flags",
          "any_errors_fatal",
          "connection",
          "no_log",
          "check_mode",
          "diff",
          "collections",
          "remote_user",
          "port",
          "throttle",
          "timeout",
          "ignore_unreachable",
          "debugger");

  private final TreeFiles files;
  private final Map<From, Role> read = new HashMap<>();

  /**
   * Which files of a role are meant.
   *
   * @param files the names of its files, by {@code tasks}, {@code vars}, {@code defaults} and
   *     {@code handlers}
   */
  private record From(String path, String name, Map<String, String> files) {

    From {
      files = Map.copyOf(files);
    }

    String file(String kind) {
      return files.getOrDefault(kind, "main");
    }
  }

  /** Roles of a tree. */
  public RoleReader(TreeFiles files) {
    this.files = files;
  }

  /**
   * A role.
   *
   * @param playbookFolder where {@code roles} may lie beside the tree's own
   * @param asker the folder of the role that calls for it; empty for a play
   * @param from files other than {@code main}
   */
  public Optional<Role> find(
      String name, String playbookFolder, String asker, Map<String, String> from) {
    Set<String> candidates = new LinkedHashSet<>();
    candidates.add(playbookFolder + "/roles/" + name);
    candidates.add("roles/" + name);
    if (!asker.isEmpty()) {
      candidates.add(asker + "/../" + name);
      candidates.add(asker + "/roles/" + name);
    }
    candidates.add(playbookFolder + "/" + name);
    return candidates.stream()
        .map(each -> each.startsWith("/") ? each.substring(1) : each)
        .map(TreeFiles::normal)
        .flatMap(Optional::stream)
        .filter(files::isFolder)
        .findFirst()
        .map(path -> read.computeIfAbsent(new From(path, name, from), this::read));
  }

  private Role read(From from) {
    String path = from.path();
    Object meta = document(path + "/meta/main").orElse(null);
    MarkedMap described = meta instanceof MarkedMap map ? map : null;
    return new Role(
        from.name(),
        path,
        files.variablesOfRole(path + "/defaults", from.file("defaults"), Source.ROLE_DEFAULTS),
        files.variablesOfRole(path + "/vars", from.file("vars"), Source.ROLE_VARS),
        described == null ? List.of() : uses(described.get("dependencies"), described.file()),
        described != null && Boolean.TRUE.equals(described.get("allow_duplicates")),
        steps(path + "/tasks/" + from.file("tasks")),
        steps(path + "/handlers/" + from.file("handlers")));
  }

  private Optional<Object> document(String path) {
    return file(path).map(files::document);
  }

  private Optional<String> file(String path) {
    return files.first(List.of(path + ".yml", path + ".yaml", path + ".json", path));
  }

  private List<Step> steps(String path) {
    return file(path).map(file -> StepReader.read(files.document(file), file)).orElse(List.of());
  }

  /** Roles where they are listed. */
  static List<RoleUse> uses(@Nullable Object value, String file) {
    List<RoleUse> all = new ArrayList<>();
    for (Object each : Yaml.list(value)) {
      if (each instanceof MarkedMap map) {
        all.add(use(map));
      } else {
        all.add(new RoleUse(new Place(file, 0), Yaml.text(each), Keywords.NONE, new Variables()));
      }
    }
    return all;
  }

  private static RoleUse use(MarkedMap map) {
    Object name = map.containsKey("role") ? map.get("role") : map.get("name");
    if (name == null) {
      throw new InvalidInputException("%s: the role has no name".formatted(Yaml.place(map)));
    }
    Variables params = new Variables();
    map.forEach(
        (key, value) -> {
          if (!KEYWORDS.contains(Python.str(key))) {
            params.add(
                Variable.of(
                    Python.str(key),
                    value,
                    new Origin(Source.TASK_VARS, map.file(), map.line(key))));
          }
        });
    return new RoleUse(Yaml.place(map), Python.str(name), Yaml.keywords(map), params);
  }

  /** The tasks of a file. */
  public List<Step> tasks(String file) {
    return StepReader.read(files.document(file), file);
  }
}
