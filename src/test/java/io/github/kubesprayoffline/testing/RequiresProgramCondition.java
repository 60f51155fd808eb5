package io.github.kubesprayoffline.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Looks for the programs of {@link RequiresProgram} on the path, and where Debian's servers are.
 */
final class RequiresProgramCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<RequiresProgram> required =
        context
            .getElement()
            .flatMap(element -> AnnotationSupport.findAnnotation(element, RequiresProgram.class));
    List<String> missing =
        required.stream()
            .flatMap(annotation -> Arrays.stream(annotation.value()))
            .filter(program -> !isInstalled(program))
            .toList();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("every program is here");
    }
    String reason =
        "%s: missing %s".formatted(context.getDisplayName(), String.join(", ", missing));
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(reason + "; with CI=true every program must be installed");
    }
    System.out.println("SKIPPED: " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static boolean isInstalled(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Arrays.stream(path.split(":")), Stream.of("/usr/sbin", "/sbin"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
