package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.id.Printable;
import java.util.Comparator;
import java.util.Objects;

/**
 * Something in a bundle that is not as it must be.
 *
 * @param path the file below the top folder; empty for the bundle as a whole
 * @param message what is wrong
 */
public record Finding(String path, String message) implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::path).thenComparing(Finding::message);

  public Finding {
    Objects.requireNonNull(path);
    Objects.requireNonNull(message);
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return path.isEmpty() ? message : Printable.of(path) + ": " + message;
  }
}
