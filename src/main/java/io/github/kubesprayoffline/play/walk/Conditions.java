package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.jinja.Templates;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.value.Python;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges conditions: true, false, or one of both for now. */
final class Conditions {

  private Conditions() {}

  /**
   * Whether all of some conditions hold.
   *
   * @throws EvaluationException if one cannot be evaluated, though all that it needs is known
   */
  static Verdict all(List<@Nullable Object> conditions, Evaluation evaluation) {
    boolean holds = true;
    boolean isCertain = true;
    for (Object condition : conditions) {
      Verdict one = one(condition, evaluation, !holds);
      if (!one.holds() && one.isCertain()) {
        return Verdict.FALSE;
      }
      holds &= one.holds();
      isCertain &= one.isCertain();
    }
    return new Verdict(holds, isCertain);
  }

  /** A condition; after one that may be false, a failure is none, as it may never be looked at. */
  private static Verdict one(
      @Nullable Object condition, Evaluation evaluation, boolean mayBeSkipped) {
    evaluation.begin();
    try {
      boolean holds = holds(condition, evaluation);
      return new Verdict(holds, !evaluation.isGuess());
    } catch (EvaluationException e) {
      if (mayBeSkipped || evaluation.isGuess() || !evaluation.visit().isReal()) {
        return new Verdict(false, false);
      }
      throw e;
    }
  }

  private static boolean holds(@Nullable Object condition, Evaluation evaluation) {
    if (!Python.isText(condition)) {
      return condition == null || Python.truth(condition);
    }
    String text = condition.toString().strip();
    if (text.isEmpty()) {
      return true;
    }
    if (Templates.isTemplate(text)) {
      return again(evaluation.renderAny(text), evaluation);
    }
    return evaluation.world().templates().holds(text, evaluation);
  }

  /** A template may stand for another condition. */
  private static boolean again(@Nullable Object value, Evaluation evaluation) {
    if (!Python.isText(value)) {
      return Python.truth(value);
    }
    String text = Python.str(value).strip();
    return !text.isEmpty() && evaluation.world().templates().holds(text, evaluation);
  }
}
