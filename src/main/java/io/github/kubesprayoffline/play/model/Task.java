package io.github.kubesprayoffline.play.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A module with its arguments, not rendered yet.
 *
 * @param action the module, as it is written; a template where {@code action} says so
 * @param loop null where the task runs once
 */
public record Task(
    Place place,
    String name,
    Keywords keywords,
    String action,
    Map<String, @Nullable Object> args,
    @Nullable Loop loop,
    Result result,
    List<@Nullable Object> notifies,
    List<@Nullable Object> listen)
    implements Step {

  /** The argument that holds what is written without a name. */
  public static final String RAW = "_raw_params";

  /**
   * What is made of the module's answer.
   *
   * @param register a name for it; empty for none
   */
  public record Result(
      String register, List<@Nullable Object> failedWhen, List<@Nullable Object> changedWhen) {

    public Result {
      Objects.requireNonNull(register);
      failedWhen = Collections.unmodifiableList(failedWhen);
      changedWhen = Collections.unmodifiableList(changedWhen);
    }
  }

  public Task {
    Objects.requireNonNull(place);
    Objects.requireNonNull(name);
    Objects.requireNonNull(keywords);
    Objects.requireNonNull(action);
    args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
    Objects.requireNonNull(result);
    notifies = Collections.unmodifiableList(notifies);
    listen = Collections.unmodifiableList(listen);
  }

  /** The module's name without its collection. */
  public String module() {
    return plain(action);
  }

  /** A module's name without its collection. */
  public static String plain(String action) {
    return action.substring(action.lastIndexOf('.') + 1);
  }

  /** What is written without a name; null for nothing. */
  public @Nullable Object raw() {
    return args.get(RAW);
  }
}
