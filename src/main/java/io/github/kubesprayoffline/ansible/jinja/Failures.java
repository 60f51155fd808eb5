package io.github.kubesprayoffline.ansible.jinja;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.error.OfflineException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns whatever an evaluation ends in into a failure that names what was evaluated. */
public final class Failures {

  private Failures() {}

  /**
   * Evaluates.
   *
   * @param name names what is evaluated; only asked for when that fails unexpectedly
   * @throws EvaluationException instead of a failure that is none of the project's own
   */
  public static @Nullable Object named(
      Supplier<@Nullable Object> evaluation, Supplier<String> name) {
    try {
      return evaluation.get();
    } catch (OfflineException e) {
      throw e;
    } catch (StackOverflowError e) {
      throw failure(name, "it nests too deep", e);
    } catch (OutOfMemoryError e) {
      throw failure(name, "it needs more memory than there is", e);
    } catch (RuntimeException e) {
      throw failure(name, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private static EvaluationException failure(Supplier<String> name, String why, Throwable cause) {
    return new EvaluationException(
        "'%s' cannot be evaluated: %s".formatted(name.get(), why), cause);
  }
}
