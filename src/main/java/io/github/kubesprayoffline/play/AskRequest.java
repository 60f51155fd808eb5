package io.github.kubesprayoffline.play;

import io.github.kubesprayoffline.ansible.HostVariables;
import io.github.kubesprayoffline.ansible.Vault;
import io.github.kubesprayoffline.ansible.inventory.Host;
import io.github.kubesprayoffline.ansible.inventory.Inventory;
import io.github.kubesprayoffline.ansible.inventory.InventoryReader;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import io.github.kubesprayoffline.catalog.Architectures;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.SampleInventory;
import io.github.kubesprayoffline.play.walk.Tags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What to walk.
 *
 * @param playbook relative to the tree: {@code cluster.yml}
 * @param inventory reads it, once for each walk, which changes it
 * @param folders where {@code group_vars} and {@code host_vars} lie, the weakest first
 * @param facts what is known of a host's facts; the rest is a plain machine's
 */
public record AskRequest(
    Path tree,
    String playbook,
    Supplier<Inventory> inventory,
    List<Path> folders,
    Variables extraVars,
    Function<Host, Map<String, @Nullable Object>> facts,
    Tags tags,
    Vault vault) {

  /** The name of the playbook that installs a cluster. */
  public static final String CLUSTER = "cluster.yml";

  /**
   * What the nodes of a catalog ask when a playbook installs them.
   *
   * @param architecture of the nodes whose own variables do not name one
   */
  public static AskRequest of(CatalogRequest request, String playbook, String architecture) {
    InventorySource source = request.source();
    Vault vault = source.vaultPasswordFile().map(Vault::ofPasswordFile).orElse(Vault.closed());
    VariableFile.Opener opener = HostVariables.opener(vault);
    Path beside =
        source
            .inventory()
            .map(path -> Files.isDirectory(path) ? path : path.toAbsolutePath().getParent())
            .orElse(request.sample());
    Map<String, @Nullable Object> facts = new LinkedHashMap<>(request.selection().facts());
    facts.putIfAbsent("ansible_architecture", Architectures.machine(architecture));
    return new AskRequest(
        request.tree().root(),
        playbook,
        () ->
            source
                .inventory()
                .map(path -> InventoryReader.read(path, opener))
                .orElseGet(SampleInventory::make),
        List.of(beside, request.tree().root()),
        source.extraVars(opener),
        host -> facts,
        Tags.ALL,
        vault);
  }

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
