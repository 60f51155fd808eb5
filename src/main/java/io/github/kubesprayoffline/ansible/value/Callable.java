package io.github.kubesprayoffline.ansible.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function that a template may call: a method of a value, {@code lookup}, {@code range}. */
@FunctionalInterface
public interface Callable {

  /** Calls it with positional and named arguments. */
  @Nullable Object call(List<@Nullable Object> positional, Map<String, @Nullable Object> named);
}
