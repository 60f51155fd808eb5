package io.github.kubesprayoffline.bundle.layout;

/** The mode of a file in a bundle. */
public final class EntryMode {

  private EntryMode() {}

  /** A shell script may be run; nothing else. */
  public static int of(String path) {
    return path.endsWith(".sh") ? 0755 : 0644;
  }
}
