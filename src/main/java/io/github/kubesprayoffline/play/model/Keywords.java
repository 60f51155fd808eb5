package io.github.kubesprayoffline.play.model;

import io.github.kubesprayoffline.ansible.variable.Variables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a play, a role, a block and a task may say alike; none of it is rendered yet.
 *
 * @param when all must hold
 * @param moduleDefaults arguments by module, the strongest last
 */
public record Keywords(
    List<@Nullable Object> when,
    List<@Nullable Object> tags,
    Variables vars,
    List<Map<?, ?>> moduleDefaults,
    Delegation delegation,
    @Nullable Object runOnce,
    @Nullable Object ignoreErrors) {

  /** Nothing said at all. */
  public static final Keywords NONE =
      new Keywords(List.of(), List.of(), new Variables(), List.of(), Delegation.NONE, null, null);

  /**
   * On which other host a task works.
   *
   * @param to a template of the host's name
   * @param facts whether what is learned there is the other host's
   */
  public record Delegation(@Nullable Object to, boolean facts) {
    static final Delegation NONE = new Delegation(null, false);
  }

  public Keywords {
    when = copy(when);
    tags = copy(tags);
    Objects.requireNonNull(vars);
    moduleDefaults = List.copyOf(moduleDefaults);
    Objects.requireNonNull(delegation);
  }

  private static List<@Nullable Object> copy(List<@Nullable Object> some) {
    return Collections.unmodifiableList(new ArrayList<>(some));
  }

  /** These and, inside of them, others: lists grow, what is said again wins. */
  public Keywords with(Keywords inner) {
    return new Keywords(
        joined(when, inner.when),
        joined(tags, inner.tags),
        inner.vars,
        joined(moduleDefaults, inner.moduleDefaults),
        inner.delegation.to() == null ? delegation : inner.delegation,
        inner.runOnce == null ? runOnce : inner.runOnce,
        inner.ignoreErrors == null ? ignoreErrors : inner.ignoreErrors);
  }

  /** The same without variables, for those that rank with the play's or the role's own. */
  public Keywords withoutVars() {
    return new Keywords(
        when, tags, new Variables(), moduleDefaults, delegation, runOnce, ignoreErrors);
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    if (more.isEmpty()) {
      return some;
    }
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
