package io.github.kubesprayoffline.testing;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

final class RequiresSharedCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    String[] needed =
        findAnnotation(context.getElement(), RequiresShared.class)
            .map(RequiresShared::value)
            .orElse(new String[0]);
    for (String each : needed.length == 0 ? new String[] {"."} : needed) {
      Path path = Shared.folder().resolve(each);
      if (!Files.exists(path)) {
        String why = "%s is missing; set -Dshared=<folder>".formatted(path);
        System.out.printf("SKIPPED: %s: %s%n", context.getDisplayName(), why);
        return ConditionEvaluationResult.disabled(why);
      }
    }
    return ConditionEvaluationResult.enabled("the reference data is there");
  }
}
