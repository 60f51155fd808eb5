package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.play.model.Block;
import io.github.kubesprayoffline.play.model.Step;
import io.github.kubesprayoffline.play.model.Task;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks the tasks of a play, each on all its hosts before the next, as Ansible does. */
final class StepWalker {

  private static final int MAX_ROUNDS = 20;
  private static final int MAX_DEPTH = 60;

  private final World world;
  private final PlayRun play;
  private final TaskRunner runner;
  private final Includes includes;
  private final Set<HostState> touched = new HashSet<>();
  private int depth;

  StepWalker(World world, PlayRun play, RoleLoader roles, Listener listener) {
    this.world = world;
    this.play = play;
    this.runner = new TaskRunner(world, play, listener);
    this.includes = new Includes(world, play, roles, runner, listener, this);
  }

  void walk(List<Step> steps, Surroundings outer, List<Visit> visits) {
    if (depth >= MAX_DEPTH) {
      throw new EvaluationException("tasks include each other too deep");
    }
    depth++;
    try {
      for (Step step : steps) {
        walk(step, outer, visits.stream().filter(each -> !play.isOver(each.host())).toList());
      }
    } finally {
      depth--;
    }
  }

  private void walk(Step step, Surroundings outer, List<Visit> visits) {
    if (visits.isEmpty()) {
      return;
    }
    if (step instanceof Block block) {
      block(block, outer, visits);
    } else if (step instanceof Task task) {
      task(task, outer, visits);
    }
  }

  /** Nobody knows whether a task of a block fails, so that what rescues it may run. */
  private void block(Block block, Surroundings outer, List<Visit> visits) {
    Surroundings inside = outer.within(block.keywords(), block.place());
    walk(block.block(), inside, visits);
    walk(block.rescue(), inside, visits.stream().map(Visit::perhaps).toList());
    walk(block.always(), inside, visits);
  }

  private void task(Task task, Surroundings outer, List<Visit> visits) {
    Surroundings at = outer.within(task.keywords(), task.place());
    switch (task.module()) {
      case "import_tasks" -> includes.importTasks(task, at, visits);
      case "import_role" -> includes.importRole(task, at, visits);
      default -> {
        if (isSelected(at, visits.get(0))) {
          selected(task, outer, at, visits);
        }
      }
    }
  }

  private void selected(Task task, Surroundings outer, Surroundings at, List<Visit> visits) {
    switch (task.module()) {
      case "include_tasks", "include" ->
          includes.includeTasks(task, outer, at, onceOrAll(at, visits));
      case "include_role" -> includes.includeRole(task, outer, at, onceOrAll(at, visits));
      case "meta" -> meta(task, at, visits);
      default -> run(task, at, visits);
    }
  }

  private List<Visit> onceOrAll(Surroundings at, List<Visit> visits) {
    return runsOnce(at, visits.get(0)) ? visits.subList(0, 1) : visits;
  }

  private boolean isSelected(Surroundings at, Visit visit) {
    Set<String> tags = new LinkedHashSet<>();
    Evaluation evaluation = new Evaluation(world, play, at, visit);
    for (Object each : at.keywords().tags()) {
      Object tag = each;
      try {
        tag = evaluation.renderAny(each);
      } catch (EvaluationException e) {
        tag = each; // A tag of an outer loop's item is no tag that anyone asks for.
      }
      for (Object one : tag instanceof List<?> list ? list : List.of(tag == null ? "" : tag)) {
        tags.add(Python.str(one));
      }
    }
    return world.tags().select(tags);
  }

  private void run(Task task, Surroundings at, List<Visit> visits) {
    if (runsOnce(at, visits.get(0))) {
      Visit first = visits.get(0);
      Outcome outcome = runner.run(task, at, first);
      after(task, at, first, outcome);
      share(task, first, outcome);
      return;
    }
    for (Visit visit : visits) {
      after(task, at, visit, runner.run(task, at, visit));
    }
  }

  private boolean runsOnce(Surroundings at, Visit visit) {
    Object once = at.keywords().runOnce();
    if (once == null) {
      return false;
    }
    try {
      Object rendered = new Evaluation(world, play, at, visit).renderAny(once);
      return Python.isText(rendered)
          ? List.of("true", "yes", "on", "1")
              .contains(rendered.toString().toLowerCase(java.util.Locale.ROOT))
          : Python.truth(rendered);
    } catch (EvaluationException e) {
      return false;
    }
  }

  private void after(Task task, Surroundings at, Visit visit, Outcome outcome) {
    Effects.register(task, visit, outcome, world);
    if (!outcome.isSkipped()) {
      touched.add(visit.host());
    }
    boolean mayChange = outcome.isChanged() || (outcome.isGuess() && !outcome.isSkipped());
    if (!task.notifies().isEmpty() && mayChange) {
      Visit told =
          outcome.isChanged()
              ? new Visit(visit.host(), visit.isReal(), visit.isCertain() && !outcome.isGuess())
              : visit.perhaps();
      notify(task, at, told);
    }
  }

  private void notify(Task task, Surroundings at, Visit visit) {
    Evaluation evaluation = new Evaluation(world, play, at, visit);
    for (Object each : task.notifies()) {
      handlers(each, evaluation).forEach(name -> play.handlers().tell(name, visit));
    }
  }

  /** Who cannot be named cannot be told. */
  private static List<String> handlers(@Nullable Object written, Evaluation evaluation) {
    try {
      Object name = evaluation.renderAny(written);
      return name instanceof List<?> list
          ? list.stream().map(Python::str).toList()
          : List.of(Python.str(name));
    } catch (EvaluationException e) {
      return List.of();
    }
  }

  /** What a task that runs once learned and set is known on all hosts. */
  private void share(Task task, Visit first, Outcome outcome) {
    for (HostState host : play.batch()) {
      if (host != first.host()) {
        Visit other = new Visit(host, first.isReal(), first.isCertain());
        Effects.register(task, other, outcome, world);
        if (!outcome.isSkipped()) {
          Effects.copySettings(outcome, first.host(), other);
        }
      }
    }
  }

  /** Walks a role of the play. */
  void role(RoleNode role, Surroundings outer, List<Visit> visits) {
    includes.role(role, outer, visits);
  }

  /** The hosts on which a task ran since the last call. */
  Set<HostState> drainTouched() {
    Set<HostState> all = new HashSet<>(touched);
    touched.clear();
    return all;
  }

  void touch(Set<HostState> hosts) {
    touched.addAll(hosts);
  }

  private void meta(Task task, Surroundings at, List<Visit> visits) {
    String what = String.valueOf(task.raw()).strip();
    switch (what) {
      case "flush_handlers" -> flush();
      case "end_play", "end_batch" -> {
        if (holds(at, visits.get(0))) {
          (what.equals("end_play") ? play.hosts() : play.batch()).forEach(play::end);
        }
      }
      case "end_host" ->
          visits.stream().filter(each -> holds(at, each)).forEach(each -> play.end(each.host()));
      case "clear_facts" ->
          visits.stream()
              .filter(each -> holds(at, each))
              .forEach(each -> each.host().facts().clear());
      default -> world.budget().step();
    }
  }

  /** What may end early, or not, goes on. */
  private boolean holds(Surroundings at, Visit visit) {
    try {
      Verdict verdict =
          Conditions.all(at.keywords().when(), new Evaluation(world, play, at, visit));
      return verdict.holds() && verdict.isCertain() && visit.isReal() && visit.isCertain();
    } catch (EvaluationException e) {
      return false;
    }
  }

  /** Runs the handlers that were told to, and those that they tell. */
  void flush() {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Map<Handlers.Handler, List<Visit>> told = play.handlers().drain();
      if (told.isEmpty()) {
        return;
      }
      told.forEach(
          (handler, visits) -> {
            Task task = handler.task();
            Surroundings at = handler.at().within(task.keywords(), task.place());
            List<Visit> left = visits.stream().filter(each -> !play.isOver(each.host())).toList();
            if (!left.isEmpty()) {
              selected(task, handler.at(), at, left);
            }
          });
    }
  }
}
