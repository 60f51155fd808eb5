package io.github.kubesprayoffline.play.read;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.yaml.MarkedMap;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.play.model.Block;
import io.github.kubesprayoffline.play.model.Loop;
import io.github.kubesprayoffline.play.model.Step;
import io.github.kubesprayoffline.play.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lists of tasks. */
final class StepReader {

  /** What may stand at a task beside its module. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "name",
          "when",
          "tags",
          "vars",
          "loop",
          "loop_control",
          "register",
          "until",
          "retries",
          "delay",
          "delegate_to",
          "delegate_facts",
          "run_once",
          "environment",
          "module_defaults",
          "notify",
          "listen",
          "become",
          "become_user",
          "become_method",
          "become_flags",
          "become_exe",
          "ignore_errors",
          "ignore_unreachable",
          "failed_when",
          "changed_when",
          "check_mode",
          "diff",
          "no_log",
          "args",
          "action",
          "local_action",
          "async",
          "poll",
          "any_errors_fatal",
          "throttle",
          "debugger",
          "connection",
          "port",
          "remote_user",
          "timeout",
          "collections");

  private static final Set<String> COMMANDS = Set.of("command", "shell", "raw", "script");

  private static final int MAX_NESTING = 50;

  private StepReader() {}

  /** The steps of a list. */
  static List<Step> read(@Nullable Object value, String file) {
    return read(value, file, 0);
  }

  private static List<Step> read(@Nullable Object value, String file, int depth) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw new InvalidInputException(
          "%s: tasks are a list, but this is a %s".formatted(file, Python.typeName(value)));
    }
    if (depth > MAX_NESTING) {
      throw new InvalidInputException("%s: its blocks nest too deep".formatted(file));
    }
    List<Step> steps = new ArrayList<>();
    for (Object each : list) {
      MarkedMap map = Yaml.map(each, file, "a task");
      boolean isBlock =
          map.containsKey("block") || map.containsKey("rescue") || map.containsKey("always");
      steps.add(isBlock ? block(map, depth) : task(map));
    }
    return steps;
  }

  private static Block block(MarkedMap map, int depth) {
    return new Block(
        Yaml.place(map),
        Yaml.text(map.get("name")),
        Yaml.keywords(map),
        read(map.get("block"), map.file(), depth + 1),
        read(map.get("rescue"), map.file(), depth + 1),
        read(map.get("always"), map.file(), depth + 1));
  }

  private static Task task(MarkedMap map) {
    Map<String, @Nullable Object> args = new LinkedHashMap<>();
    if (map.get("args") instanceof Map<?, ?> more) {
      more.forEach((key, value) -> args.put(Python.str(key), value));
    } else if (map.get("args") instanceof String template) {
      args.put(Task.RAW, template);
    }
    String action = action(map, args);
    return new Task(
        Yaml.place(map),
        Yaml.text(map.get("name")),
        Yaml.keywords(map),
        action,
        args,
        loop(map),
        new Task.Result(
            Yaml.text(map.get("register")),
            Yaml.list(map.get("failed_when")),
            Yaml.list(map.get("changed_when"))),
        Yaml.list(map.get("notify")),
        Yaml.list(map.get("listen")));
  }

  /** The module of a task; its arguments go into the map. */
  private static String action(MarkedMap map, Map<String, @Nullable Object> args) {
    for (String key : List.of("action", "local_action")) {
      if (map.containsKey(key)) {
        return generic(map, key, args);
      }
    }
    for (Object key : map.keySet()) {
      String name = Python.str(key);
      if (!KEYWORDS.contains(name) && !name.startsWith("with_")) {
        add(map.get(key), Task.plain(name), args);
        return name;
      }
    }
    throw new InvalidInputException("%s: the task has no module".formatted(Yaml.place(map)));
  }

  private static String generic(MarkedMap map, String key, Map<String, @Nullable Object> args) {
    Object value = map.get(key);
    if (value instanceof Map<?, ?> all) {
      all.forEach((name, each) -> args.putIfAbsent(Python.str(name), each));
      Object module = args.remove("module");
      return Yaml.text(module);
    }
    String line = Yaml.text(value).strip();
    int space = line.startsWith("{{") ? line.indexOf("}}") + 1 : line.indexOf(' ');
    String action = space <= 0 ? line : line.substring(0, space + (line.startsWith("{{") ? 1 : 0));
    add(line.substring(action.length()).strip(), Task.plain(action), args);
    return action;
  }

  /** What stands at the module wins against {@code args}. */
  private static void add(
      @Nullable Object value, String module, Map<String, @Nullable Object> args) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> args.put(Python.str(key), each));
    } else if (value != null) {
      args.putAll(KeyValues.parse(Python.str(value), COMMANDS.contains(module)));
    }
  }

  private static @Nullable Loop loop(MarkedMap map) {
    Map<?, ?> control = map.get("loop_control") instanceof Map<?, ?> given ? given : Map.of();
    String variable =
        control.get("loop_var") == null ? "item" : Python.str(control.get("loop_var"));
    String index = Yaml.text(control.get("index_var"));
    if (map.containsKey("loop")) {
      return new Loop(map.get("loop"), "", variable, index);
    }
    for (Object key : map.keySet()) {
      String name = Python.str(key);
      if (name.startsWith("with_")) {
        return new Loop(
            map.get(key), Task.plain(name.substring("with_".length())), variable, index);
      }
    }
    return null;
  }
}
