package io.github.kubesprayoffline.play.model;

import java.util.Objects;

/**
 * Where something is written.
 *
 * @param file relative to the tree
 * @param line counted from 1
 */
public record Place(String file, int line) {

  public Place {
    Objects.requireNonNull(file);
  }

  /** The folder of the file, relative to the tree; empty for the tree itself. */
  public String folder() {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "" : file.substring(0, slash);
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
