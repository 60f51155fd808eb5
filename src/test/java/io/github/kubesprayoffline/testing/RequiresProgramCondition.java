package io.github.kubesprayoffline.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Looks for the programs of {@link RequiresProgram}. */
final class RequiresProgramCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<RequiresProgram> required =
        context
            .getElement()
            .flatMap(element -> AnnotationSupport.findAnnotation(element, RequiresProgram.class));
    return required
            .map(
                annotation ->
                    RequiredPrograms.areHere(context.getDisplayName(), annotation.value()))
            .orElse(true)
        ? ConditionEvaluationResult.enabled("every program is here")
        : ConditionEvaluationResult.disabled("a program is missing");
  }
}
