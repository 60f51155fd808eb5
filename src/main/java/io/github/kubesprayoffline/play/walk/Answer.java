package io.github.kubesprayoffline.play.walk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a module says, when all goes well on a node that has nothing yet.
 *
 * @param isGuess whether a run may say something else
 * @param content the text that the module puts on a node
 */
public record Answer(
    Map<String, @Nullable Object> result, boolean isGuess, Optional<Content> content) {

  /**
   * A text.
   *
   * @param template the file that it was rendered from, relative to the tree; empty for none
   */
  public record Content(String template, String text) {}

  static Answer of(Map<String, @Nullable Object> result) {
    return new Answer(result, false, Optional.empty());
  }

  static Answer guess(Map<String, @Nullable Object> result) {
    return new Answer(result, true, Optional.empty());
  }

  Answer with(Content text) {
    return new Answer(result, isGuess, Optional.of(text));
  }

  /** What most modules say. */
  static Map<String, @Nullable Object> done() {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("changed", true);
    result.put("rc", 0L);
    put(result, "");
    result.put("stderr", "");
    result.put("stderr_lines", List.of());
    result.put("msg", "OK");
    return result;
  }

  /** What was only looked at. */
  static Map<String, @Nullable Object> seen() {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("changed", false);
    return result;
  }

  static void put(Map<String, @Nullable Object> result, String stdout) {
    result.put("stdout", stdout);
    result.put("stdout_lines", stdout.isEmpty() ? List.of() : stdout.lines().toList());
  }
}
