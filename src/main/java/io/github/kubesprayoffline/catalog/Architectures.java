package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Map;
import java.util.TreeMap;

/** The names of architectures: Go's, which images and URLs have, and the kernel's, in facts. */
public final class Architectures {

  private static final Map<String, String> MACHINES =
      new TreeMap<>(
          Map.of(
              "amd64", "x86_64",
              "arm64", "aarch64",
              "arm", "armv7l",
              "ppc64le", "ppc64le",
              "s390x", "s390x",
              "riscv64", "riscv64"));

  private Architectures() {}

  /**
   * What {@code ansible_architecture} says on such a node.
   *
   * @throws InvalidInputException if the architecture is unknown
   */
  public static String machine(String architecture) {
    String machine = MACHINES.get(architecture);
    if (machine == null) {
      throw new InvalidInputException(
          "'%s' is no architecture that is known here: use one of %s"
              .formatted(architecture, String.join(", ", MACHINES.keySet())));
    }
    return machine;
  }

  /** The architecture of a node by its {@code ansible_architecture}. */
  static String ofMachine(String machine) {
    return MACHINES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(machine))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "a node's ansible_architecture is '%s', which is unknown here: use one of %s"
                        .formatted(machine, String.join(", ", MACHINES.values()))));
  }
}
