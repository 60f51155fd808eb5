package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.ansible.Vault;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.play.walk.Tags;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What to walk.
 *
 * @param playbook relative to the tree: {@code cluster.yml}
 * @param folders where {@code group_vars} and {@code host_vars} lie, the weakest first
 * @param facts what is known of a host's facts; the rest is a plain machine's
 */
public record AskRequest(
    Path tree,
    String playbook,
    Inventory inventory,
    List<Path> folders,
    Variables extraVars,
    Function<Host, Map<String, @Nullable Object>> facts,
    Tags tags,
    Vault vault) {

  public AskRequest {
    Objects.requireNonNull(tree);
    Objects.requireNonNull(playbook);
    Objects.requireNonNull(inventory);
    folders = List.copyOf(folders);
    Objects.requireNonNull(extraVars);
    Objects.requireNonNull(facts);
    Objects.requireNonNull(tags);
    Objects.requireNonNull(vault);
  }
}
