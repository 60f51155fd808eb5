package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.play.model.Place;
import io.github.kubesprayoffline.play.model.Role;
import io.github.kubesprayoffline.play.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A module with its arguments rendered, on a host: what Ansible would run there. */
public final class Call {

  private final Task task;
  private final String module;
  private final Map<String, @Nullable Object> args;
  private final Evaluation evaluation;
  private final Visit visit;
  private final HostState on;
  private final @Nullable Object item;
  private final String name;

  /**
   * A call.
   *
   * @param visit as certain as the conditions of the task, and its arguments
   * @param on where the module runs
   */
  Call(
      Task task,
      String module,
      Map<String, @Nullable Object> args,
      Evaluation evaluation,
      Visit visit,
      HostState on,
      @Nullable Object item) {
    this.task = task;
    this.module = module;
    this.args = args;
    this.evaluation = evaluation;
    this.visit = visit;
    this.on = on;
    this.item = item;
    this.name = name(task, evaluation);
  }

  private static String name(Task task, Evaluation evaluation) {
    try {
      return evaluation.renderToText(task.name());
    } catch (EvaluationException e) {
      return task.name();
    }
  }

  /** The task's name; empty where it has none. */
  public String name() {
    return name;
  }

  /** Where the task stands. */
  public Place place() {
    return task.place();
  }

  /** The module's name, without its collection. */
  public String module() {
    return module;
  }

  /** The name of the role that the task is in. */
  public Optional<String> role() {
    RoleScope scope = evaluation.at().role();
    return Optional.ofNullable(scope).map(RoleScope::role).map(Role::name);
  }

  /** The host that the module runs on. */
  public String host() {
    return on.name();
  }

  /** Whether the task certainly runs, when all goes well on nodes that have nothing yet. */
  public boolean isCertain() {
    return visit.isCertain() && visit.isReal();
  }

  /** An argument; null where it is not given. */
  public @Nullable Object arg(String name) {
    return args.get(name);
  }

  /** The first of some arguments that is given, as text; empty where none is. */
  public String text(String... names) {
    for (String each : names) {
      Object value = args.get(each);
      if (value != null) {
        return Python.str(value);
      }
    }
    return "";
  }

  /** All arguments. */
  public Map<String, @Nullable Object> args() {
    return args;
  }

  /** The item of the loop; null where there is none. */
  public @Nullable Object item() {
    return item;
  }

  /** The conditions that led here, the outermost first, as they are written. */
  public List<String> conditions() {
    List<String> all = new ArrayList<>(evaluation.at().decided());
    evaluation.at().keywords().when().stream()
        .map(Python::str)
        .filter(each -> !all.contains(each))
        .forEach(all::add);
    return all;
  }

  /** Whether a flag is set that may be written in many ways. */
  boolean flag(String name, boolean fallback) {
    String value = text(name).toLowerCase(java.util.Locale.ROOT);
    return value.isEmpty() ? fallback : List.of("true", "yes", "1", "on").contains(value);
  }

  /** What a command line says; empty for modules that run none. */
  public String command() {
    return switch (module) {
      case "command", "shell", "raw", "script", "expect" ->
          text(Task.RAW, "cmd").isEmpty() && args.get("argv") instanceof List<?> words
              ? String.join(" ", words.stream().map(Python::str).toList())
              : text(Task.RAW, "cmd");
      default -> "";
    };
  }

  Task task() {
    return task;
  }

  Evaluation evaluation() {
    return evaluation;
  }

  Visit visit() {
    return visit;
  }

  HostState on() {
    return on;
  }
}
