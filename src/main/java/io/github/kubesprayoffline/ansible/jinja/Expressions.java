package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;

/** Expressions that were read once. */
final class Expressions {

  /** Those of a whole release fit. */
  static final long MAX_CACHED_CHARS = 1 << 20;

  private static final SourceCache<Expression> BETWEEN_BRACES = new SourceCache<>(MAX_CACHED_CHARS);
  private static final SourceCache<Expression> IN_STATEMENTS = new SourceCache<>(MAX_CACHED_CHARS);

  private Expressions() {}

  /** What stands between double braces; backslashes in its texts stand for themselves. */
  static Expression between(String source) {
    Budget.current().chars(source.length());
    return BETWEEN_BRACES.get(source, text -> parse(text, true));
  }

  /** What stands in a statement, where Ansible leaves backslashes to Jinja. */
  static Expression inStatement(String source) {
    Budget.current().chars(source.length());
    return IN_STATEMENTS.get(source, text -> parse(text, false));
  }

  private static Expression parse(String source, boolean rawStrings) {
    try {
      return new Parser(source, rawStrings).parseAll();
    } catch (EvaluationException e) {
      throw new EvaluationException(
          "template error in '%s': %s".formatted(source.strip(), e.getMessage()), e);
    }
  }
}
