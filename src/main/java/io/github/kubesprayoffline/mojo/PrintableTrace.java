package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Printable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was thrown as {@code -e} may show it: the same names and places, and messages that are
 * printable. A library's exception quotes what it could not read as it came.
 */
final class PrintableTrace extends Exception {

  private PrintableTrace(Throwable thrown, Set<Throwable> seen) {
    super(message(thrown), cause(thrown, seen));
    setStackTrace(thrown.getStackTrace());
    for (Throwable other : thrown.getSuppressed()) {
      if (seen.add(other)) {
        addSuppressed(new PrintableTrace(other, seen));
      }
    }
  }

  static PrintableTrace of(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    seen.add(thrown);
    return new PrintableTrace(thrown, seen);
  }

  /** The lines of ours are made of printable parts already. */
  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getName();
    if (message == null) {
      return name;
    }
    boolean ours = thrown instanceof OfflineException;
    return name + ": " + (ours ? message : Printable.of(message));
  }

  private static @Nullable PrintableTrace cause(Throwable thrown, Set<Throwable> seen) {
    return Optional.ofNullable(thrown.getCause())
        .filter(seen::add)
        .map(cause -> new PrintableTrace(cause, seen))
        .orElse(null);
  }
}
