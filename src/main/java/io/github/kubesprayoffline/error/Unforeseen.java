package io.github.kubesprayoffline.error;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A failure that no package has a name for, in plain words: memory that ran out, depth that was too
 * much, or a fault of the program; and what was being done meanwhile, which no stack trace says.
 */
public final class Unforeseen extends OfflineException {

  private static final int DEEPEST = 50;

  private final String kind;
  private final String advice;
  private final List<String> steps;

  private Unforeseen(String kind, String advice, List<String> steps, Throwable cause) {
    super("%s while %s. %s".formatted(kind, String.join(", while ", steps), advice), cause);
    this.kind = kind;
    this.advice = advice;
    this.steps = List.copyOf(steps);
  }

  /**
   * The failure that something thrown means.
   *
   * @param doing what was being done: {@code reading the inventory hosts.yml}
   * @return an {@link OfflineException} as it is, also where another thread has wrapped it
   */
  @SuppressWarnings("removal") // Whoever stops a thread is to stop it; later JDKs no longer can.
  public static OfflineException of(String doing, Throwable thrown) {
    if (thrown instanceof ThreadDeath stopped) {
      throw stopped;
    }
    Throwable cause = telling(thrown);
    if (cause instanceof Unforeseen known) {
      return known.within(doing);
    }
    if (cause instanceof OfflineException known) {
      return known;
    }
    if (cause instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new Unforeseen(kind(cause), advice(cause), List.of(doing), thrown);
  }

  /** The same failure, with what the failed thing was a part of. */
  Unforeseen within(String doing) {
    List<String> more = new ArrayList<>(steps);
    more.add(doing);
    return new Unforeseen(kind, advice, more, Objects.requireNonNull(getCause()));
  }

  /** The first of the causes that says more than that something failed. */
  private static Throwable telling(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; i < DEEPEST && cause != null; i++) {
      if (cause instanceof OfflineException
          || cause instanceof VirtualMachineError
          || cause instanceof InterruptedException) {
        return cause;
      }
      cause = cause.getCause();
    }
    return thrown instanceof UncheckedIOException io ? io.getCause() : thrown;
  }

  private static String kind(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      return "Memory ran out (%s, the most is %d MB)"
          .formatted(said(cause), Runtime.getRuntime().maxMemory() >> 20);
    }
    if (cause instanceof StackOverflowError) {
      return "Something is nested too deeply (StackOverflowError)";
    }
    if (cause instanceof InterruptedException) {
      return "Interrupted";
    }
    if (cause instanceof IOException) {
      return "Reading or writing failed (%s)".formatted(said(cause));
    }
    return "A fault of the plugin or of a library (%s)".formatted(said(cause));
  }

  private static String advice(Throwable cause) {
    if (cause instanceof OutOfMemoryError) {
      return "Look whether what is read is as large as it should be; if it is, give Maven more with MAVEN_OPTS=-Xmx2g.";
    }
    if (cause instanceof StackOverflowError) {
      return "Look for lists in lists, groups in groups or brackets in brackets, and make them flatter.";
    }
    if (cause instanceof InterruptedException) {
      return "Run it again; what was fetched so far is kept.";
    }
    if (cause instanceof IOException) {
      return "Is it there, is there space, and may you read and write there?";
    }
    return "Please report it with what mvn -e prints.";
  }

  private static String said(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return Optional.ofNullable(cause.getMessage()).map(text -> name + ": " + text).orElse(name);
  }
}
