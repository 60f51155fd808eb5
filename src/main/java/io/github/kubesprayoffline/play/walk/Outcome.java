package io.github.kubesprayoffline.play.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task came to on a host, for one item or all.
 *
 * @param result as it may be registered
 * @param isGuess whether a run may give something else
 */
record Outcome(Map<String, @Nullable Object> result, boolean isGuess) {

  /** A task that is not run. */
  static Outcome skipped(boolean isGuess) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("changed", false);
    result.put("skipped", true);
    result.put("skip_reason", "Conditional result was False");
    return new Outcome(result, isGuess);
  }

  boolean isSkipped() {
    return Boolean.TRUE.equals(result.get("skipped"));
  }

  boolean isChanged() {
    return Boolean.TRUE.equals(result.get("changed"));
  }

  /** The outcomes of a loop's items in one. */
  static Outcome ofLoop(List<Outcome> items, boolean isGuess) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    List<@Nullable Object> results = new ArrayList<>();
    items.forEach(each -> results.add(each.result()));
    boolean isSkipped = items.stream().allMatch(Outcome::isSkipped);
    result.put("results", results);
    result.put("changed", items.stream().anyMatch(Outcome::isChanged));
    result.put("msg", isSkipped ? "All items skipped" : "All items completed");
    if (isSkipped) {
      result.put("skipped", true);
    }
    if (items.stream().anyMatch(each -> Boolean.TRUE.equals(each.result().get("failed")))) {
      result.put("failed", true);
    }
    return new Outcome(result, isGuess || items.stream().anyMatch(Outcome::isGuess));
  }
}
