package io.github.kubesprayoffline.verify;

import java.util.Objects;

/**
 * Something that a selected entry would ask the internet for, or that the mirror does not have.
 *
 * @param entry the entry and its architecture
 * @param message what it asks for, and the variable that would close the leak
 */
public record Leak(String entry, String message) implements Comparable<Leak> {

  public Leak {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(message);
  }

  @Override
  public int compareTo(Leak other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return entry + ": " + message;
  }
}
