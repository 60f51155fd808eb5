package io.github.kubesprayoffline.play.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * For which items a task runs.
 *
 * @param lookup {@code items} of {@code with_items}; empty for {@code loop}
 * @param variable what an item is called
 * @param index what its position is called; empty for nothing
 */
public record Loop(@Nullable Object items, String lookup, String variable, String index) {

  public Loop {
    Objects.requireNonNull(lookup);
    Objects.requireNonNull(variable);
    Objects.requireNonNull(index);
  }
}
