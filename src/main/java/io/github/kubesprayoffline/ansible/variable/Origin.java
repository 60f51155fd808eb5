package io.github.kubesprayoffline.ansible.variable;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a variable was given its value.
 *
 * @param file as it is named in messages; the parameter for one that was given on the command line
 * @param line counted from 1; 0 where there are no lines
 */
public record Origin(Source source, String file, int line) {

  /** The kinds of places, the weakest first: the order in which Ansible lets them win. */
  public enum Source {
    ROLE_DEFAULTS("role defaults"),
    DEFAULT_FACTS("default facts"),
    GROUP_VARS("group vars"),
    HOST_VARS("host vars"),
    FACTS("facts"),
    ROLE_VARS("role vars"),
    TASK_VARS("vars of a play, a block or a task"),
    RESULTS("set by a task"),
    EXTRA_VARS("extra vars"),
    MAGIC("set by Ansible itself");

    private final String label;

    Source(String label) {
      this.label = label;
    }

    @Override
    public String toString() {
      return label;
    }
  }

  public Origin {
    Objects.requireNonNull(source);
    Objects.requireNonNull(file);
  }

  /** The place, named from a folder where it is below that. */
  public String from(Path folder) {
    String place = toString();
    String prefix = folder + "/";
    return place.startsWith(prefix) ? place.substring(prefix.length()) : place;
  }

  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file;
  }
}
