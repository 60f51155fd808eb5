package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.transfer.Summary;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the stages of a build have made. Jobs that share it do nothing twice, although each knows
 * only what its own stages need. Of each stage the last results count: others have been written
 * over.
 */
public final class Stages {

  private record Made(Object input, Object output) {}

  private final Map<Object, Made> made = new HashMap<>();
  private final SortedMap<String, Summary> summaries = new TreeMap<>();

  /**
   * What a stage makes of its input, now if it has not just been made.
   *
   * @param stage tells it from other stages, whose results lie elsewhere
   */
  @SuppressWarnings("unchecked") // A stage always makes the same type.
  synchronized <T> T once(Object stage, Object input, Supplier<T> work) {
    Made last = made.get(stage);
    if (last != null && last.input().equals(input)) {
      return (T) last.output();
    }
    made.remove(stage); // What fails may have written over it.
    T output = work.get();
    made.put(stage, new Made(input, output));
    return output;
  }

  synchronized void transferred(String kind, Summary summary) {
    summaries.put(kind, summary);
  }

  synchronized Map<String, Summary> summaries() {
    return Collections.unmodifiableMap(new TreeMap<>(summaries));
  }
}
