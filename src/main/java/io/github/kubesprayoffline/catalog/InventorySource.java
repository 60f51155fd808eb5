package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.ansible.value.Python;
import io.github.kubesprayoffline.ansible.variable.Origin.Source;
import io.github.kubesprayoffline.ansible.variable.Variables;
import io.github.kubesprayoffline.ansible.yaml.VariableFile;
import io.github.kubesprayoffline.ansible.yaml.YamlValues;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster's hosts and variables are read from.
 *
 * @param inventory a file or folder; empty for the tree's sample with one node in every group
 * @param varsFiles YAML or JSON files of extra vars, the weakest first
 * @param vars extra vars that outrank those of the files
 * @param vaultPasswordFile opens {@code !vault} values
 */
public record InventorySource(
    Optional<Path> inventory,
    List<Path> varsFiles,
    Map<String, @Nullable Object> vars,
    Optional<Path> vaultPasswordFile) {

  /** The tree's sample inventory, without extra vars. */
  public static final InventorySource SAMPLE =
      new InventorySource(Optional.empty(), List.of(), Map.of(), Optional.empty());

  public InventorySource {
    Objects.requireNonNull(inventory);
    Objects.requireNonNull(vaultPasswordFile);
    varsFiles = List.copyOf(varsFiles);
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    vars.forEach((name, value) -> all.put(name, Python.of(value)));
    vars = Collections.unmodifiableMap(all);
  }

  /** The variables of the files, and those that outrank them. */
  public Variables extraVars(VariableFile.Opener opener) {
    Variables extra = new Variables();
    for (Path file : varsFiles) {
      String name = file.toString();
      extra.addAll(
          Variables.ofFile(YamlValues.parse(opener.text(file), name), Source.EXTRA_VARS, name));
    }
    return extra.addAll(Variables.of(vars, Source.EXTRA_VARS, "vars"));
  }

  /** Reads another inventory. */
  public InventorySource withInventory(Path path) {
    return new InventorySource(Optional.of(path), varsFiles, vars, vaultPasswordFile);
  }

  /** Reads other files of extra vars. */
  public InventorySource withVarsFiles(List<Path> others) {
    return new InventorySource(inventory, others, vars, vaultPasswordFile);
  }

  /** Has other extra vars. */
  public InventorySource withVars(Map<String, @Nullable Object> others) {
    return new InventorySource(inventory, varsFiles, others, vaultPasswordFile);
  }
}
