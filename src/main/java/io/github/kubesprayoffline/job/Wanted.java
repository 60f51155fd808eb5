package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.catalog.ExtraFile;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.id.ImageReference;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which cluster the bundle is for: all that decides what the catalog selects, but the tree.
 *
 * @param inventory a file or a folder; empty for the tree's sample
 * @param varsFiles extra variables, the strongest last
 * @param vars extra variables that outrank the files
 * @param vaultPasswordFile for {@code !vault} values
 * @param facts of the nodes, beside the default ones
 */
public record Wanted(
    Optional<Path> inventory,
    List<Path> varsFiles,
    Map<String, Object> vars,
    Optional<Path> vaultPasswordFile,
    Map<String, Object> facts,
    List<String> architectures,
    Scope scope,
    List<String> includes,
    List<String> excludes,
    List<ExtraFile> extraFiles,
    List<ImageReference> extraImages,
    Site site) {

  public Wanted {
    Objects.requireNonNull(inventory);
    Objects.requireNonNull(vaultPasswordFile);
    Objects.requireNonNull(scope);
    Objects.requireNonNull(site);
    varsFiles = List.copyOf(varsFiles);
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    architectures = List.copyOf(architectures);
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
    extraFiles = List.copyOf(extraFiles);
    extraImages = List.copyOf(extraImages);
  }
}
