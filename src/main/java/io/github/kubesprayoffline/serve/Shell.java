package io.github.kubesprayoffline.serve;

/** Texts as a POSIX shell takes them for one word, for lines that people copy. */
final class Shell {

  private Shell() {}

  /** The word as it is where a shell sees nothing in it, and quoted where it might. */
  static String word(String text) {
    return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
