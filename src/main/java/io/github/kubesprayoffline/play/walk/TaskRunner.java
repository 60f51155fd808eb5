package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.jinja.Failures;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.play.model.Loop;
import io.github.kubesprayoffline.play.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Runs a task on a host: its loop, its conditions, its module, what is made of the answer. */
final class TaskRunner {

  /** What a task costs beside its templates. */
  private static final int STEPS = 2000;

  /** What they would say does not matter. */
  private static final Set<String> SPEAKERS = Set.of("debug", "assert", "fail");

  private final World world;
  private final PlayRun play;
  private final Listener listener;

  TaskRunner(World world, PlayRun play, Listener listener) {
    this.world = world;
    this.play = play;
    this.listener = listener;
  }

  /** What is done for an item whose conditions may hold, where the visit is as certain as they. */
  @FunctionalInterface
  interface Body {
    Outcome run(Evaluation evaluation, Visit visit, @Nullable Object item);
  }

  /** Runs a module. */
  Outcome run(Task task, Surroundings at, Visit visit) {
    return loop(task, at, visit, (evaluation, each, item) -> call(task, evaluation, each, item));
  }

  /** Does something for each item of a task's loop, or once. */
  Outcome loop(Task task, Surroundings at, Visit visit, Body body) {
    Evaluation evaluation = new Evaluation(world, play, at, visit);
    Loop loop = task.loop();
    if (loop == null) {
      return guarded(task, evaluation, visit, null, body);
    }
    List<@Nullable Object> items;
    boolean isGuess;
    try {
      evaluation.begin();
      items = Loops.items(loop, task.module(), evaluation);
      isGuess = evaluation.isGuess();
    } catch (EvaluationException e) {
      return withoutItems(task, at, evaluation, e);
    }
    List<Outcome> outcomes = new ArrayList<>();
    Visit each = isGuess ? new Visit(visit.host(), visit.isReal(), false) : visit;
    for (int i = 0; i < items.size(); i++) {
      outcomes.add(item(task, at, each, items.get(i), i, isGuess, body));
    }
    return Outcome.ofLoop(outcomes, isGuess);
  }

  private Outcome item(
      Task task,
      Surroundings at,
      Visit visit,
      @Nullable Object item,
      int index,
      boolean isGuess,
      Body body) {
    Loop loop = Objects.requireNonNull(task.loop());
    Evaluation evaluation = new Evaluation(world, play, at, visit);
    evaluation.set(loop.variable(), item, isGuess);
    if (!loop.index().isEmpty()) {
      evaluation.set(loop.index(), (long) index, isGuess);
    }
    Outcome outcome = guarded(task, evaluation, visit, item, body);
    Map<String, @Nullable Object> result = new LinkedHashMap<>(outcome.result());
    result.put(loop.variable(), item);
    result.put("ansible_loop_var", loop.variable());
    result.putIfAbsent("failed", false);
    return new Outcome(result, outcome.isGuess());
  }

  /** A loop that cannot be evaluated does not matter where the conditions do not hold. */
  private Outcome withoutItems(
      Task task, Surroundings at, Evaluation evaluation, EvaluationException failure) {
    try {
      Verdict verdict = Conditions.all(at.keywords().when(), evaluation);
      if (verdict.holds()) {
        fail(task, evaluation.visit(), failure);
      }
      return Outcome.skipped(!verdict.isCertain() || evaluation.isGuess());
    } catch (EvaluationException e) {
      fail(task, evaluation.visit(), failure);
      return Outcome.skipped(true);
    }
  }

  private Outcome guarded(
      Task task, Evaluation evaluation, Visit visit, @Nullable Object item, Body body) {
    Visit inside = visit;
    try {
      world.budget().items(STEPS);
      Verdict verdict = Conditions.all(evaluation.at().keywords().when(), evaluation);
      if (!verdict.mayHold()) {
        return Outcome.skipped(false);
      }
      inside = visit.behind(verdict);
      Outcome outcome = run(task, body, seenBy(evaluation, inside), inside, item);
      if (!verdict.holds()) {
        Effects.register(task, inside, outcome, world);
        return Outcome.skipped(true);
      }
      return new Outcome(outcome.result(), outcome.isGuess() || !verdict.isCertain());
    } catch (EvaluationException e) {
      if (!evaluation.isGuess()) {
        fail(task, inside, e);
      }
      Map<String, @Nullable Object> result = Answer.done();
      result.put("failed", false);
      return new Outcome(result, true);
    }
  }

  /** Whatever goes wrong is named by the task, and the walk goes on. */
  private static Outcome run(
      Task task, Body body, Evaluation evaluation, Visit visit, @Nullable Object item) {
    Object outcome =
        Failures.named(() -> body.run(evaluation, visit, item), () -> task.place().toString());
    return (Outcome) Objects.requireNonNull(outcome);
  }

  /** Who may not be here sees what others set who may not have been here. */
  private Evaluation seenBy(Evaluation evaluation, Visit visit) {
    if (visit.isReal() == evaluation.visit().isReal()) {
      return evaluation;
    }
    Evaluation other = new Evaluation(world, play, evaluation.at(), visit);
    evaluation.ownVariables().names().forEach(name -> other.copy(name, evaluation));
    return other;
  }

  private void fail(Task task, Visit visit, EvaluationException e) {
    if (visit.isReal() && !SPEAKERS.contains(task.module())) {
      listener.failed(task.place(), visit.host().name(), e.getMessage());
    }
  }

  private Outcome call(Task task, Evaluation evaluation, Visit visit, @Nullable Object item) {
    evaluation.begin();
    String action = Task.plain(evaluation.renderToText(task.action()));
    BiFunction<Call, World, Answer> effect = Effects.of(action);
    Map<String, @Nullable Object> args = Arguments.of(task, action, evaluation, effect != null);
    boolean isGuess = evaluation.isGuess();
    HostState on = delegate(evaluation);
    Visit known = visit.behind(new Verdict(true, !isGuess));
    Call call = new Call(task, action, args, evaluation, known, on, item);
    Answer answer = effect != null ? effect.apply(call, world) : Answers.to(call);
    if (effect == null) {
      listener.called(call, answer);
    }
    Effects.keepFacts(call, answer, world);
    return judged(task, evaluation, answer, isGuess);
  }

  private HostState delegate(Evaluation evaluation) {
    Object to = evaluation.at().keywords().delegation().to();
    if (to == null) {
      return evaluation.host();
    }
    String name = evaluation.renderToText(to);
    return name.isEmpty() || Omit.TOKEN.equals(name) ? evaluation.host() : world.host(name);
  }

  /** A task may have its own opinion of when it failed, and when it changed something. */
  private static Outcome judged(Task task, Evaluation evaluation, Answer answer, boolean isGuess) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(answer.result());
    result.putIfAbsent("failed", false);
    if (!task.result().register().isEmpty()) {
      evaluation.set(task.result().register(), result, answer.isGuess());
    }
    boolean guess = answer.isGuess() || isGuess;
    guess |= judge("changed", task.result().changedWhen(), evaluation, result);
    guess |= judge("failed", task.result().failedWhen(), evaluation, result);
    if (!Python.truth(ignoresErrors(evaluation))) {
      result.put("failed", false);
    }
    return new Outcome(result, guess);
  }

  private static @Nullable Object ignoresErrors(Evaluation evaluation) {
    try {
      return evaluation.renderAny(evaluation.at().keywords().ignoreErrors());
    } catch (EvaluationException e) {
      return true;
    }
  }

  private static boolean judge(
      String key,
      List<@Nullable Object> conditions,
      Evaluation evaluation,
      Map<String, @Nullable Object> result) {
    if (conditions.isEmpty()) {
      return false;
    }
    try {
      Verdict verdict = Conditions.all(conditions, evaluation);
      result.put(key, verdict.holds());
      return !verdict.isCertain();
    } catch (EvaluationException e) {
      return true;
    }
  }
}
