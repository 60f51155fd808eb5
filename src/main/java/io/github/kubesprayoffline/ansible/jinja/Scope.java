package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.Budget;
import org.jspecify.annotations.Nullable;

/** What the names in an expression mean. */
public interface Scope {

  /** The value of a name; an {@code Undefined} where there is none. */
  @Nullable Object resolve(String name);

  /** What the work is counted by. */
  Budget budget();
}
