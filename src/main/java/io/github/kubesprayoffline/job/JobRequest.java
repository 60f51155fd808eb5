package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.config.MirrorSettings;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.LockFile;
import io.github.kubesprayoffline.source.SourceRequest;
import io.github.kubesprayoffline.transfer.Mirror;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a build is to make of what.
 *
 * @param inventory the cluster's hosts and variables
 * @param selection what is brought for it
 * @param mirrors of file URLs
 * @param registryMirrors {@code registry=host[:port][/prefix]}
 * @param checksums what the user knows of files that Kubespray has no checksum for, by URL or id
 * @param trustOnFirstUse whether a file that nobody knows a checksum of is taken as it comes first
 * @param imagePath the images' names in the bundle's registry
 * @param mirror where the site will have the files and images
 * @param folder where the catalog, the files and the images are laid out
 * @param lock the lock to follow or to write; empty for a build without one
 */
public record JobRequest(
    SourceRequest source,
    InventorySource inventory,
    Selection selection,
    List<Mirror> mirrors,
    List<String> registryMirrors,
    Map<String, Checksum> checksums,
    boolean trustOnFirstUse,
    ImagePath imagePath,
    MirrorSettings mirror,
    Path folder,
    int threads,
    Optional<LockFile> lock) {

  public JobRequest {
    Objects.requireNonNull(lock);
    Objects.requireNonNull(source);
    Objects.requireNonNull(inventory);
    Objects.requireNonNull(selection);
    Objects.requireNonNull(imagePath);
    Objects.requireNonNull(mirror);
    Objects.requireNonNull(folder);
    mirrors = List.copyOf(mirrors);
    registryMirrors = List.copyOf(registryMirrors);
    checksums = Map.copyOf(checksums);
  }

  /** A build without a lock, for a mirror with the default names. */
  public JobRequest(
      SourceRequest source,
      InventorySource inventory,
      Selection selection,
      List<Mirror> mirrors,
      List<String> registryMirrors,
      Map<String, Checksum> checksums,
      boolean trustOnFirstUse,
      ImagePath imagePath,
      Path folder,
      int threads) {
    this(
        source,
        inventory,
        selection,
        mirrors,
        registryMirrors,
        checksums,
        trustOnFirstUse,
        imagePath,
        MirrorSettings.defaults(imagePath),
        folder,
        threads,
        Optional.empty());
  }
}
