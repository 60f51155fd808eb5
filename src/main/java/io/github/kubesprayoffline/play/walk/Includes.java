package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.model.Keywords;
import io.github.kubesprayoffline.play.model.Task;
import io.github.kubesprayoffline.play.read.StepKeywords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files of tasks and roles that tasks take in. */
final class Includes {

  /** What taking in other tasks costs; files that take in each other end soon. */
  private static final int STEPS = 20_000;

  private final World world;
  private final PlayRun play;
  private final RoleLoader roles;
  private final TaskRunner runner;
  private final Listener listener;
  private final StepWalker walker;
  private final Set<String> withHandlers = new HashSet<>();

  Includes(
      World world,
      PlayRun play,
      RoleLoader roles,
      TaskRunner runner,
      Listener listener,
      StepWalker walker) {
    this.world = world;
    this.play = play;
    this.roles = roles;
    this.runner = runner;
    this.listener = listener;
    this.walker = walker;
  }

  /** What hosts take in together: the same thing, with the same items. */
  private record Included(String name, Variables vars, List<Visit> visits) {}

  /** The tasks of an import are as if they stood there themselves. */
  void importTasks(Task task, Surroundings at, List<Visit> visits) {
    guarded(
        task,
        visits,
        () -> {
          Evaluation evaluation = new Evaluation(world, play, at, visits.get(0));
          String file = file(evaluation, evaluation.renderToText(RoleLoader.fileOf(task)));
          walker.walk(roles.reader().tasks(file), at, visits);
        });
  }

  void importRole(Task task, Surroundings at, List<Visit> visits) {
    guarded(
        task,
        visits,
        () -> {
          Evaluation evaluation = new Evaluation(world, play, at, visits.get(0));
          RoleNode node =
              roles.called(
                  task, roleName(task, evaluation), play, asker(at), RoleLoader.from(task));
          role(node, at, visits);
        });
  }

  void includeTasks(Task task, Surroundings outer, Surroundings at, List<Visit> visits) {
    for (Included each : included(task, at, visits, RoleLoader.fileOf(task))) {
      guarded(
          task,
          each.visits(),
          () -> {
            Surroundings inside = inside(task, outer, at, each);
            Evaluation evaluation =
                new Evaluation(world, play, inside.at(task.place()), each.visits().get(0));
            walker.walk(roles.reader().tasks(file(evaluation, each.name())), inside, each.visits());
          });
    }
  }

  void includeRole(Task task, Surroundings outer, Surroundings at, List<Visit> visits) {
    Object name =
        task.args().containsKey("name") ? task.args().get("name") : task.args().get("role");
    for (Included each : included(task, at, visits, name)) {
      guarded(
          task,
          each.visits(),
          () -> {
            Surroundings inside = inside(task, outer, at, each);
            Map<String, String> from = renderedFrom(task, inside, each.visits().get(0));
            RoleNode node = roles.called(task, each.name(), play, asker(at), from);
            if (Python.truth(task.args().get("public"))) {
              play.publish(node);
            }
            role(node, inside, each.visits());
          });
    }
  }

  private Map<String, String> renderedFrom(Task task, Surroundings at, Visit visit) {
    Evaluation evaluation = new Evaluation(world, play, at, visit);
    Map<String, String> from = new HashMap<>(RoleLoader.from(task));
    from.replaceAll((kind, name) -> evaluation.renderToText(name).replaceFirst("\\.ya?ml$", ""));
    return from;
  }

  /** Takes in what the hosts want, each thing once for all who want it. */
  private List<Included> included(
      Task task, Surroundings at, List<Visit> visits, @Nullable Object name) {
    Map<Object, Included> all = new LinkedHashMap<>();
    for (Visit visit : visits) {
      runner.loop(
          task,
          at,
          visit,
          (evaluation, each, item) -> {
            world.budget().items(STEPS);
            Variables own = evaluation.ownVariables();
            Included one = new Included(evaluation.renderToText(name), own, new ArrayList<>());
            all.computeIfAbsent(key(one), same -> one).visits().add(each);
            return new Outcome(Answer.seen(), false);
          });
    }
    return List.copyOf(all.values());
  }

  private static Object key(Included included) {
    List<@Nullable Object> key = new ArrayList<>();
    key.add(included.name());
    for (String name : included.vars().names()) {
      var variable = included.vars().get(name);
      key.add(name);
      key.add(variable == null ? null : variable.value());
    }
    return key;
  }

  private static Surroundings inside(
      Task task, Surroundings outer, Surroundings at, Included included) {
    Variables given = new Variables();
    given.addAll(task.keywords().vars());
    given.addAll(included.vars());
    Keywords applied = StepKeywords.of(task.args().get("apply"));
    List<String> conditions = at.keywords().when().stream().map(Python::str).toList();
    return outer.included(given, applied, conditions);
  }

  private static String roleName(Task task, Evaluation evaluation) {
    Object name =
        task.args().containsKey("name") ? task.args().get("name") : task.args().get("role");
    return evaluation.renderToText(name);
  }

  private static String asker(Surroundings at) {
    RoleScope role = at.role();
    return role == null ? "" : role.role().path();
  }

  private static String file(Evaluation evaluation, String name) {
    return new FileSearch(evaluation)
        .findTasks(name)
        .orElseThrow(() -> new EvaluationException("the tree has no file of tasks " + name));
  }

  /** A role with those that it depends on, each unless it has run. */
  void role(RoleNode node, Surroundings outer, List<Visit> visits) {
    RoleScope role = outer.role();
    RoleScope scope = new RoleScope(node, role == null ? List.of() : role.chain());
    // The variables of a role's use rank with the role's own, not with those of tasks.
    Surroundings inside = outer.in(scope).within(node.keywords().withoutVars(), outer.place());
    if (withHandlers.add(node.role().path())) {
      play.handlers().add(node.role().handlers(), inside);
    }
    for (RoleNode dependency : node.dependencies()) {
      role(dependency, inside, visits);
    }
    List<Visit> left =
        visits.stream().filter(each -> !play.hasFinished(node, each.host())).toList();
    if (left.isEmpty()) {
      return;
    }
    Set<HostState> before = walker.drainTouched();
    walker.walk(node.role().tasks(), inside, left);
    Set<HostState> touched = walker.drainTouched();
    touched.forEach(host -> play.finish(node, host));
    touched.addAll(before);
    walker.touch(touched);
  }

  private void guarded(Task task, List<Visit> visits, Runnable inclusion) {
    try {
      inclusion.run();
    } catch (EvaluationException e) {
      Visit first = visits.get(0);
      if (first.isReal()) {
        listener.failed(task.place(), first.host().name(), e.getMessage());
      }
    }
  }
}
