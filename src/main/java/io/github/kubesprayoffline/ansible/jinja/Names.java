package io.github.kubesprayoffline.ansible.jinja;

import java.util.List;

/** The names of plugins, which may be written with their collection before them. */
final class Names {

  private static final List<String> COLLECTIONS =
      List.of(
          "ansible.builtin.",
          "ansible.legacy.",
          "ansible.utils.",
          "ansible.netcommon.",
          "community.general.");

  private Names() {}

  /** The name without the collections whose plugins are known here. */
  static String plain(String name) {
    for (String collection : COLLECTIONS) {
      if (name.startsWith(collection)) {
        return name.substring(collection.length());
      }
    }
    return name;
  }
}
