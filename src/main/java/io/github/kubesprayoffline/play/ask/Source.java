package io.github.kubesprayoffline.play.ask;

import io.github.kubesprayoffline.play.walk.Call;
import java.util.List;
import java.util.Objects;

/**
 * Who asks for something.
 *
 * @param role the name of the role; empty for a task outside of roles
 * @param task the task's name
 * @param at where the task stands: file and line
 * @param when the conditions that led there, as they are written, the outermost first
 */
public record Source(String role, String task, String at, List<String> when) {

  public Source {
    Objects.requireNonNull(role);
    Objects.requireNonNull(task);
    Objects.requireNonNull(at);
    when = List.copyOf(when);
  }

  static Source of(Call call) {
    return new Source(
        call.role().orElse(""), call.name(), call.place().toString(), call.conditions());
  }
}
