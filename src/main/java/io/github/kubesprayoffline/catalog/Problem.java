package io.github.kubesprayoffline.catalog;

import java.util.Objects;

/**
 * An entry that the tree names but that cannot be rendered with these values, and that the
 * inventory does not call for.
 *
 * @param id the entry
 * @param arch the architecture it was rendered for
 * @param message which variable, in which file and line, and why
 */
public record Problem(String id, String arch, String message) {

  public Problem {
    Objects.requireNonNull(id);
    Objects.requireNonNull(arch);
    Objects.requireNonNull(message);
  }
}
