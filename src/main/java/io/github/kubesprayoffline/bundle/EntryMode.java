package io.github.kubesprayoffline.bundle;

/** The mode of a file in a bundle. */
final class EntryMode {

  private EntryMode() {}

  /** A shell script may be run; nothing else. */
  static int of(String path) {
    return path.endsWith(".sh") ? 0755 : 0644;
  }
}
