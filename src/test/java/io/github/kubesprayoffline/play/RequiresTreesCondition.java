package io.github.kubesprayoffline.play;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

final class RequiresTreesCondition implements ExecutionCondition {

  /** The folder of the trees, each named {@code kubespray-2.31.0}; it need not exist. */
  static Path folder() {
    return Path.of(System.getProperty("kubespray.trees", "kubespray-trees")).toAbsolutePath();
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Files.isDirectory(folder())) {
      return ConditionEvaluationResult.enabled("the trees are there");
    }
    String why =
        "%s is missing; set -Dkubespray.trees=<folder of kubespray-2.31.0 …>".formatted(folder());
    System.out.printf("SKIPPED: %s: %s%n", context.getDisplayName(), why);
    return ConditionEvaluationResult.disabled(why);
  }
}
