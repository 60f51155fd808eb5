package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.value.EvaluationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the names in an expression mean. */
public interface Scope {

  /** The value of a name; an {@code Undefined} where there is none. */
  @Nullable Object resolve(String name);

  /**
   * One of some items, which Ansible would choose by chance.
   *
   * @throws EvaluationException where the result must not hang on that
   */
  default @Nullable Object choose(List<?> items) {
    throw new EvaluationException(
        "filter 'random' is refused: its result would depend on this machine");
  }

  /** What the work is counted by. */
  Budget budget();
}
