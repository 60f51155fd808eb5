package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import org.jspecify.annotations.Nullable;

/**
 * The words after {@code for}.
 *
 * @param condition which items count; null for all
 */
record LoopHeader(Targets targets, Expression items, @Nullable Expression condition) {

  static LoopHeader parse(String source) {
    try {
      Parser parser = new Parser(source, false);
      Targets targets = parser.targets();
      if (!parser.takeName("in")) {
        throw new EvaluationException("expected 'in'");
      }
      Expression items = parser.withoutCondition();
      Expression condition = parser.takeName("if") ? parser.expression() : null;
      parser.end();
      return new LoopHeader(targets, items, condition);
    } catch (EvaluationException e) {
      throw new EvaluationException(
          "template error in 'for %s': %s".formatted(source.strip(), e.getMessage()), e);
    }
  }
}
