package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.lock.LockFile;
import io.github.kubesprayoffline.source.SourceRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is evaluated, and where the results are laid out.
 *
 * @param source where the Kubespray tree is taken from
 * @param inventory the cluster's hosts and variables
 * @param selections what is brought, for each cluster
 * @param folder where the catalog, the files and the images are laid out
 * @param lock the lock to follow or to write; empty for a build without one
 */
public record ResolveRequest(
    SourceRequest source,
    InventorySource inventory,
    List<Selection> selections,
    Path folder,
    Optional<LockFile> lock) {

  public ResolveRequest {
    Objects.requireNonNull(source);
    Objects.requireNonNull(inventory);
    Objects.requireNonNull(folder);
    Objects.requireNonNull(lock);
    selections = List.copyOf(selections);
  }
}
