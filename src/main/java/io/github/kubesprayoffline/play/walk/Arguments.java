package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.play.model.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of a module, rendered, with those that are given it everywhere. */
final class Arguments {

  private static final Set<String> COMMANDS = Set.of("command", "shell", "raw", "script");

  private Arguments() {}

  /**
   * Arguments.
   *
   * @param rendersNames whether their names are templates as well
   */
  static Map<String, @Nullable Object> of(
      Task task, String module, Evaluation evaluation, boolean rendersNames) {
    Map<String, @Nullable Object> args = new LinkedHashMap<>();
    addDefaults(module, evaluation, args);
    if (module.equals("package")) {
      addDefaults(manager(evaluation), evaluation, args);
    }
    addAll(task, module, evaluation, args);
    task.args()
        .forEach(
            (name, value) -> {
              if (isAll(name, module)) {
                return;
              }
              String key = rendersNames ? evaluation.renderToText(name) : name;
              add(key, value, evaluation, args);
            });
    return args;
  }

  /** All arguments may be one template, but for commands, which are text. */
  private static void addAll(
      Task task, String module, Evaluation evaluation, Map<String, @Nullable Object> args) {
    Object all = task.raw();
    if (all == null || !isAll(Task.RAW, module)) {
      return;
    }
    if (evaluation.renderAny(all) instanceof Map<?, ?> map) {
      map.forEach((name, value) -> add(Python.str(name), value, evaluation, args));
    } else {
      add(Task.RAW, all, evaluation, args);
    }
  }

  private static boolean isAll(String name, String module) {
    return name.equals(Task.RAW) && !COMMANDS.contains(module);
  }

  private static String manager(Evaluation evaluation) {
    Object manager = evaluation.host().knownFacts().get("ansible_pkg_mgr");
    return manager == null ? "" : Python.str(manager);
  }

  private static void addDefaults(
      String module, Evaluation evaluation, Map<String, @Nullable Object> args) {
    for (Map<?, ?> defaults : evaluation.at().keywords().moduleDefaults()) {
      defaults.forEach(
          (name, given) -> {
            if (Task.plain(Python.str(name)).equals(module) && given instanceof Map<?, ?> map) {
              map.forEach((key, value) -> add(Python.str(key), value, evaluation, args));
            }
          });
    }
  }

  private static void add(
      String name,
      @Nullable Object value,
      Evaluation evaluation,
      Map<String, @Nullable Object> args) {
    Object rendered = evaluation.renderAny(value);
    if (!Omit.is(rendered)) {
      args.put(name, Omit.without(rendered));
    }
  }
}
