package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Origin;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.model.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The modules that work on Ansible itself: they set variables and groups. */
final class Effects {

  private static final Map<String, BiFunction<Call, World, Answer>> ALL =
      Map.of(
          "set_fact", Effects::setFact,
          "include_vars", Effects::includeVars,
          "group_by", Effects::groupBy,
          "add_host", Effects::addHost,
          "set_stats", (call, world) -> Answer.of(Answer.seen()));

  private Effects() {}

  /** What such a module does; null for a module that works on nodes. */
  static @Nullable BiFunction<Call, World, Answer> of(String module) {
    return ALL.get(module);
  }

  private static Answer setFact(Call call, World world) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>(call.args());
    boolean isCached = call.flag("cacheable", false);
    facts.remove("cacheable");
    boolean isGuess = call.evaluation().isGuess() || !call.visit().isCertain();
    facts.forEach(
        (name, value) -> {
          Variable variable = variable(call, name, truth(value));
          set(call, isGuess ? world.guess(variable) : variable, isCached);
        });
    Map<String, @Nullable Object> result = Answer.seen();
    result.put("ansible_facts", facts);
    return isGuess ? Answer.guess(result) : Answer.of(result);
  }

  /** A text that a template made of a truth value is one again. */
  private static @Nullable Object truth(@Nullable Object value) {
    if (!Python.isText(value)) {
      return value;
    }
    return switch (value.toString().toLowerCase(java.util.Locale.ROOT)) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> value;
    };
  }

  private static Variable variable(Call call, String name, @Nullable Object value) {
    return Variable.of(
        name, value, new Origin(Source.RESULTS, call.place().file(), call.place().line()));
  }

  private static void set(Call call, Variable variable, boolean isCached) {
    boolean isOther = call.task().keywords().delegation().facts();
    HostState host = isOther ? call.on() : call.visit().host();
    if (!call.visit().isReal()) {
      host.maybe().put(variable.name(), variable);
      return;
    }
    host.maybe().remove(variable.name());
    host.settings().put(variable.name(), variable);
    if (isCached) {
      host.facts().put(variable.name(), variable);
    }
  }

  private static Answer includeVars(Call call, World world) {
    String name = call.text("file", Task.RAW, "dir");
    String path =
        new FileSearch(call.evaluation())
            .find("vars", name)
            .orElseThrow(
                () -> new EvaluationException("the tree has no file of variables " + name));
    Variables all = world.files().variables(path, Source.TASK_VARS);
    String under = call.text("name");
    HostState host = call.visit().host();
    Map<String, Variable> into = call.visit().isReal() ? host.included() : host.maybe();
    if (under.isEmpty()) {
      for (String each : all.names()) {
        Variable variable = all.get(each);
        into.put(each, guessed(call, world, java.util.Objects.requireNonNull(variable)));
      }
    } else {
      into.put(under, guessed(call, world, variable(call, under, world.files().document(path))));
    }
    Map<String, @Nullable Object> result = Answer.seen();
    result.put("ansible_included_var_files", List.of(path));
    return Answer.of(result);
  }

  /** A file may be chosen by what only a run can tell. */
  private static Variable guessed(Call call, World world, Variable variable) {
    if (call.evaluation().isGuess() || !call.visit().isCertain()) {
      return world.guess(Variable.of(variable.name(), variable.value(), variable.origin()));
    }
    return variable;
  }

  private static Answer groupBy(Call call, World world) {
    String group = call.text("key", Task.RAW).replace(' ', '-');
    if (call.visit().isReal()) {
      world.join(call.visit().host(), group);
    }
    return Answer.of(Answer.done());
  }

  private static Answer addHost(Call call, World world) {
    HostState host = world.host(call.text("name", "hostname", "host"));
    call.args()
        .forEach(
            (name, value) -> {
              if (!Set.of("name", "hostname", "host", "groups", "group").contains(name)) {
                host.settings().put(name, variable(call, name, value));
              }
            });
    return Answer.of(Answer.done());
  }

  /** What a module says of the host becomes its facts. */
  static void keepFacts(Call call, Answer answer, World world) {
    Object facts = answer.result().get("ansible_facts");
    if (ALL.containsKey(call.module()) || !(facts instanceof Map<?, ?> map)) {
      return;
    }
    boolean isOther = call.task().keywords().delegation().facts();
    HostState host = isOther ? call.on() : call.visit().host();
    map.forEach(
        (name, value) -> {
          Variable known = host.facts().get(Python.str(name));
          if (known == null || known.value() != value) {
            Variable fact = variable(call, Python.str(name), value);
            host.facts().put(fact.name(), answer.isGuess() ? world.guess(fact) : fact);
          }
        });
  }

  /** What one host set is set on another. */
  static void copySettings(Outcome outcome, HostState from, Visit to) {
    if (!(outcome.result().get("ansible_facts") instanceof Map<?, ?> facts)) {
      return;
    }
    for (Object name : facts.keySet()) {
      Variable set = from.settings().get(Python.str(name));
      if (set != null && to.isReal()) {
        to.host().settings().put(set.name(), set);
      }
    }
  }

  /** Gives what a task came to the name that it is registered under. */
  static void register(Task task, Visit visit, Outcome outcome, World world) {
    String name = task.result().register();
    if (name.isEmpty()) {
      return;
    }
    Variable variable =
        Variable.of(
            name,
            Unsafe.of(outcome.result()),
            new Origin(Source.RESULTS, task.place().file(), task.place().line()));
    boolean isGuess = outcome.isGuess() || !visit.isCertain();
    Variable kept = isGuess ? world.guess(variable) : variable;
    if (visit.isReal()) {
      if (!outcome.isSkipped()) {
        visit.host().maybe().remove(name);
      }
      visit.host().settings().put(name, kept);
    } else {
      visit.host().maybe().put(name, kept);
    }
  }
}
