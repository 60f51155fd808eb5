package io.github.kubesprayoffline.testing;

import java.nio.file.Path;

/** The folder of reference data that is too large for the project's own repository. */
public final class Shared {

  private Shared() {}

  /** The folder; it need not exist. */
  public static Path folder() {
    String basedir = System.getProperty("basedir", ".");
    return Path.of(System.getProperty("shared", Path.of(basedir, "..", "shared").toString()))
        .toAbsolutePath()
        .normalize();
  }
}
