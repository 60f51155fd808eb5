package io.github.kubesprayoffline.play.walk;

import java.util.Collections;
import java.util.Set;

/**
 * Which tags are asked for.
 *
 * @param only empty for all
 */
public record Tags(Set<String> only, Set<String> skipped) {

  /** All tasks but those that are never run unless asked for. */
  public static final Tags ALL = new Tags(Set.of(), Set.of());

  public Tags {
    only = Set.copyOf(only);
    skipped = Set.copyOf(skipped);
  }

  boolean select(Set<String> tags) {
    Set<String> asked = only.isEmpty() ? Set.of("all") : only;
    boolean isAsked =
        tags.contains("always")
            || (asked.contains("all") && !tags.contains("never"))
            || !Collections.disjoint(tags, asked)
            || (tags.isEmpty() && asked.contains("untagged"))
            || (asked.contains("tagged") && !tags.isEmpty() && !tags.contains("never"));
    return isAsked && !isSkipped(tags);
  }

  private boolean isSkipped(Set<String> tags) {
    if (skipped.contains("all")) {
      return !tags.contains("always") || skipped.contains("always");
    }
    return !Collections.disjoint(tags, skipped)
        || (tags.isEmpty() && skipped.contains("untagged"))
        || (skipped.contains("tagged") && !tags.isEmpty());
  }
}
