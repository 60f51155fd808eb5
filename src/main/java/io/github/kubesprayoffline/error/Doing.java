package io.github.kubesprayoffline.error;

/**
 * Says what is being done, for the case that it fails in a way that nobody has foreseen: memory
 * that runs out in one of a thousand files does not know which one. Works in every thread.
 */
public final class Doing {

  private Doing() {}

  /** Something that may fail. */
  @FunctionalInterface
  public interface Action<T, E extends Exception> {
    /** Does it, and gives what came of it. */
    T run() throws E;
  }

  /** Something that may fail and has no result. */
  @FunctionalInterface
  public interface Step<E extends Exception> {
    /** Does it. */
    void run() throws E;
  }

  /**
   * Does it.
   *
   * @param what as the rest of a sentence: {@code reading the inventory hosts.yml}
   * @throws OfflineException for whatever is thrown unchecked
   */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public static <T, E extends Exception> T what(String what, Action<T, E> action) throws E {
    try {
      return action.run();
    } catch (RuntimeException | Error e) {
      throw Unforeseen.of(what, e);
    }
  }

  /** The same for what has no result. */
  public static <E extends Exception> void step(String what, Step<E> step) throws E {
    what(
        what,
        () -> {
          step.run();
          return null;
        });
  }

  /** Throws again what another thread has thrown, for the thread that waited for it. */
  public static RuntimeException rethrown(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
  }
}
