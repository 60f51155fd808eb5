package io.github.kubesprayoffline.lock;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two locks.
 *
 * @param name what changed: {@code kubespray}, a file's path with its version as {@code *}, an
 *     image's repository
 * @param from what it was: a version, a tag, a checksum; null where it is new
 * @param to what it is; null where it is gone
 * @param bytesFrom its size before
 * @param bytesTo its size now
 */
public record Change(
    Kind kind,
    String name,
    @Nullable String from,
    @Nullable String to,
    long bytesFrom,
    long bytesTo)
    implements Comparable<Change> {

  /** What sort of thing changed. */
  public enum Kind {
    /** What was asked for: the release, the inventory, the architectures, the scope. */
    INPUT,
    FILE,
    IMAGE
  }

  private static final Comparator<Change> ORDER =
      Comparator.comparing(Change::kind)
          .thenComparing(Change::name)
          .thenComparing(change -> change.text(change.from))
          .thenComparing(change -> change.text(change.to));

  public Change {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(name);
  }

  /** What it was; a dash where it is new. */
  public String fromText() {
    return text(from);
  }

  /** What it is; a dash where it is gone. */
  public String toText() {
    return text(to);
  }

  @Override
  public int compareTo(Change other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s: %s -> %s".formatted(name, fromText(), toText());
  }

  private String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "-");
  }
}
