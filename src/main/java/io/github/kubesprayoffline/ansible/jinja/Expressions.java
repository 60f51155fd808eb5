package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Expressions that were read once. */
final class Expressions {

  private static final int MAX_CACHED = 20_000;
  private static final Map<String, Expression> BETWEEN_BRACES = new ConcurrentHashMap<>();
  private static final Map<String, Expression> IN_STATEMENTS = new ConcurrentHashMap<>();

  private Expressions() {}

  /** What stands between double braces; backslashes in its texts stand for themselves. */
  static Expression between(String source) {
    return cached(BETWEEN_BRACES, source, true);
  }

  /** What stands in a statement, where Ansible leaves backslashes to Jinja. */
  static Expression inStatement(String source) {
    return cached(IN_STATEMENTS, source, false);
  }

  private static Expression cached(
      Map<String, Expression> cache, String source, boolean rawStrings) {
    Expression expression = cache.get(source);
    if (expression == null) {
      expression = parse(source, rawStrings);
      if (cache.size() < MAX_CACHED) {
        cache.put(source, expression);
      }
    }
    return expression;
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
