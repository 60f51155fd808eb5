package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.ansible.value.EvaluationException;
import io.github.kubesprayoffline.ansible.variable.Variable;
import io.github.kubesprayoffline.catalog.Node;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.List;
import java.util.TreeSet;

/** Image names that stay as they are, and the mirror in the place of their registries. */
final class ContainerdMode {

  private ContainerdMode() {}

  /**
   * The public registries that the mirror has to stand for.
   *
   * @throws InvalidInputException if a release or a node cannot be told of it
   */
  static List<String> registries(Resolution resolution, TreeText tree) {
    if (!ContainerdMirrors.areRead(tree)) {
      throw new InvalidInputException(
          "mirrorMode is containerd, but Kubespray %s does not read %s: give -Dkubespray.mirrorMode=registry"
              .formatted(resolution.catalog().kubespray().version(), OverlayVariables.MIRRORS));
    }
    resolution.nodes().forEach(ContainerdMode::requireContainerd);
    resolution.nodes().forEach(ContainerdMode::requireNoRegistry);
    TreeSet<String> hosts = new TreeSet<>();
    resolution.catalog().images().forEach(image -> hosts.add(image.ref().registry()));
    return List.copyOf(hosts);
  }

  private static void requireContainerd(Node node) {
    Object manager;
    try {
      manager = node.templar().resolve("container_manager");
    } catch (EvaluationException e) {
      return;
    }
    if (manager instanceof String name && !name.equals("containerd")) {
      throw new InvalidInputException(
          "mirrorMode is containerd, but the container_manager of %s is %s: give -Dkubespray.mirrorMode=registry"
              .formatted(node.host().name(), name));
    }
  }

  /** OverlayVariables that are made of a registry of the inventory's own would change with ours. */
  private static void requireNoRegistry(Node node) {
    Variable variable = node.templar().variable(OverlayVariables.REGISTRY);
    if (variable != null) {
      throw new InvalidInputException(
          "mirrorMode is containerd, but the inventory has a %s of its own, which image names may be made of: rename it there, or give -Dkubespray.mirrorMode=registry"
              .formatted(variable));
    }
  }
}
