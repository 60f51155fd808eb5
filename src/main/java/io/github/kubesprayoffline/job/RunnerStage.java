package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.catalog.SiteImages;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.image.runner.RunnerBuilder;
import io.github.kubesprayoffline.image.runner.RunnerImage;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.overlay.Configuration;
import io.github.kubesprayoffline.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Builds the runner image out of what the earlier stages brought. */
final class RunnerStage {

  private final Store store;
  private final Path folder;
  private final Path source;

  /**
   * The stage.
   *
   * @param folder where the layout is
   * @param source the archive of the Kubespray tree
   */
  RunnerStage(Store store, Path folder, Path source) {
    this.store = store;
    this.folder = folder;
    this.source = source;
  }

  /** All images, the runner among them. */
  List<LockedImage> add(
      ImageReference name,
      ResolvedTree resolved,
      Configuration configuration,
      List<LockedImage> pulled) {
    RunnerImage runner =
        new RunnerImage(
            name,
            base(resolved.archive().version(), pulled),
            source,
            files(resolved, configuration),
            Instant.EPOCH);
    LockedImage built = new RunnerBuilder(store).build(runner, folder.resolve("images"));
    return Stream.concat(pulled.stream(), Stream.of(built))
        .sorted(Comparator.comparing(LockedImage::ref))
        .toList();
  }

  private static LockedImage base(String version, List<LockedImage> pulled) {
    ImageReference wanted = SiteImages.kubespray(version);
    return pulled.stream()
        .filter(image -> image.ref().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "runnerImage is built on %s, which is excluded. Take it out of excludes."
                        .formatted(wanted)));
  }

  /** The inventory as it is in the bundle, and what was generated for it. */
  private static SortedMap<String, byte[]> files(
      ResolvedTree resolved, Configuration configuration) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    configuration
        .inventory()
        .files()
        .forEach((path, bytes) -> files.put("/inventory/" + path, bytes));
    SortedMap<String, byte[]> generated = resolved.generated();
    generated.putAll(configuration.besideInventory());
    generated.forEach((path, bytes) -> files.put("/kubespray-offline/" + path, bytes));
    return files;
  }
}
