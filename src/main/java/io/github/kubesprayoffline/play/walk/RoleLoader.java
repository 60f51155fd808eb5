package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.model.Block;
import io.github.kubesprayoffline.play.model.Keywords;
import io.github.kubesprayoffline.play.model.Role;
import io.github.kubesprayoffline.play.model.RoleUse;
import io.github.kubesprayoffline.play.model.Step;
import io.github.kubesprayoffline.play.model.Task;
import io.github.kubesprayoffline.play.read.RoleReader;
import io.github.kubesprayoffline.play.read.TreeFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds roles with the roles that they depend on. */
final class RoleLoader {

  private static final int MAX_DEPTH = 30;

  private final TreeFiles files;
  private final RoleReader reader;

  RoleLoader(TreeFiles files) {
    this.files = files;
    this.reader = new RoleReader(files);
  }

  RoleReader reader() {
    return reader;
  }

  /** A role that a play or another role lists. */
  RoleNode listed(RoleUse use, String name, PlayRun play) {
    return node(find(name, play, "", Map.of()), use.keywords(), use.params(), false, play, 0);
  }

  /** A role that a task calls for. */
  RoleNode called(Task task, String name, PlayRun play, String asker, Map<String, String> from) {
    Keywords keywords =
        new Keywords(
            List.of(),
            List.of(),
            task.keywords().vars(),
            List.of(),
            Keywords.NONE.delegation(),
            null,
            null);
    boolean mayRepeat = !Boolean.FALSE.equals(task.args().get("allow_duplicates"));
    return node(find(name, play, asker, from), keywords, new Variables(), mayRepeat, play, 0);
  }

  private Role find(String name, PlayRun play, String asker, Map<String, String> from) {
    return reader
        .find(name, play.folder(), asker, from)
        .orElseThrow(() -> new EvaluationException("the tree has no role '%s'".formatted(name)));
  }

  private RoleNode node(
      Role role, Keywords keywords, Variables params, boolean mayRepeat, PlayRun play, int depth) {
    if (depth > MAX_DEPTH) {
      throw new EvaluationException("the roles behind '%s' nest too deep".formatted(role.name()));
    }
    List<RoleNode> dependencies = new ArrayList<>();
    for (RoleUse use : role.dependencies()) {
      Role dependency = find(use.name(), play, role.path(), Map.of());
      dependencies.add(node(dependency, use.keywords(), use.params(), false, play, depth + 1));
    }
    return new RoleNode(role, keywords, params, mayRepeat, dependencies);
  }

  /** The files of a role that a task names instead of {@code main}. */
  static Map<String, String> from(Task task) {
    Map<String, String> from = new HashMap<>();
    for (String kind : List.of("tasks", "vars", "defaults", "handlers")) {
      Object name = task.args().get(kind + "_from");
      if (name != null) {
        String text = name.toString();
        from.put(kind, text.replaceFirst("\\.ya?ml$", ""));
      }
    }
    return from;
  }

  /** The roles that tasks of a play import, which its other tasks see from the beginning. */
  List<RoleNode> imported(PlayRun play, List<RoleNode> roles) {
    List<RoleNode> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    roles.forEach(role -> importedByRole(role, play, seen, found));
    List.of(
            play.play().sections().before(),
            play.play().sections().tasks(),
            play.play().sections().after())
        .forEach(steps -> imported(steps, play, "", seen, found));
    return found;
  }

  private void importedByRole(RoleNode node, PlayRun play, Set<String> seen, List<RoleNode> found) {
    node.dependencies().forEach(each -> importedByRole(each, play, seen, found));
    imported(node.role().tasks(), play, node.role().path(), seen, found);
  }

  private void imported(
      List<Step> steps, PlayRun play, String asker, Set<String> seen, List<RoleNode> found) {
    for (Step step : steps) {
      if (step instanceof Block block) {
        imported(block.block(), play, asker, seen, found);
        imported(block.rescue(), play, asker, seen, found);
        imported(block.always(), play, asker, seen, found);
      } else if (step instanceof Task task && seen.add(task.place().toString())) {
        importedBy(task, play, asker, seen, found);
      }
    }
  }

  private void importedBy(
      Task task, PlayRun play, String asker, Set<String> seen, List<RoleNode> found) {
    if (task.module().equals("import_role")) {
      Object name =
          task.args().containsKey("name") ? task.args().get("name") : task.args().get("role");
      if (name instanceof String text && !text.contains("{{")) {
        RoleNode node = called(task, text, play, asker, from(task));
        found.add(node);
        importedByRole(node, play, seen, found);
      }
    } else if (task.module().equals("import_tasks") && fileOf(task) instanceof String name) {
      tasks(task, name, asker)
          .ifPresent(file -> imported(reader.tasks(file), play, asker, seen, found));
    }
  }

  /** What a task that takes in other tasks names as their file. */
  static Object fileOf(Task task) {
    Object file = task.args().get("file");
    Object raw = task.raw();
    return file != null ? file : raw == null ? "" : raw;
  }

  private Optional<String> tasks(Task task, String name, String asker) {
    return files.first(List.of(task.place().folder() + "/" + name, asker + "/tasks/" + name));
  }
}
