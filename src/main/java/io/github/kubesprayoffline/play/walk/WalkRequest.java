package io.github.kubesprayoffline.play.walk;

import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.read.TreeFiles;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A playbook to walk.
 *
 * @param playbook relative to the tree
 * @param facts what a host says of itself when its facts are gathered: {@code ansible_…}
 */
public record WalkRequest(
    TreeFiles files,
    String playbook,
    Inventory inventory,
    HostVariables variables,
    Variables extraVars,
    Function<Host, Map<String, @Nullable Object>> facts,
    Tags tags,
    Budget budget) {

  public WalkRequest {
    Objects.requireNonNull(files);
    Objects.requireNonNull(playbook);
    Objects.requireNonNull(inventory);
    Objects.requireNonNull(variables);
    Objects.requireNonNull(extraVars);
    Objects.requireNonNull(facts);
    Objects.requireNonNull(tags);
    Objects.requireNonNull(budget);
  }
}
