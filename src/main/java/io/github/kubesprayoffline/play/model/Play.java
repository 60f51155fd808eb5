package io.github.kubesprayoffline.play.model;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Roles and tasks for some hosts.
 *
 * @param hosts a pattern, or a list of them; may be a template
 * @param gathersFacts null where it is not said
 * @param serial how many hosts at once: a number, a percentage or a list; null for all
 */
public record Play(
    Place place,
    String name,
    @Nullable Object hosts,
    Keywords keywords,
    @Nullable Object gathersFacts,
    @Nullable Object serial,
    List<@Nullable Object> varsFiles,
    List<RoleUse> roles,
    Sections sections) {

  /** The lists of tasks, in the order in which they run; roles come before the tasks. */
  public record Sections(
      List<Step> before, List<Step> tasks, List<Step> after, List<Step> handlers) {

    public Sections {
      before = List.copyOf(before);
      tasks = List.copyOf(tasks);
      after = List.copyOf(after);
      handlers = List.copyOf(handlers);
    }
  }

  public Play {
    Objects.requireNonNull(place);
    Objects.requireNonNull(name);
    Objects.requireNonNull(keywords);
    varsFiles = Collections.unmodifiableList(varsFiles);
    roles = List.copyOf(roles);
    Objects.requireNonNull(sections);
  }
}
