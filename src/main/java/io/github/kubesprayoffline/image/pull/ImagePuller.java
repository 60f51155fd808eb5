package io.github.kubesprayoffline.image.pull;

import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.image.LayoutWriter;
import io.github.kubesprayoffline.image.Parallel;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.Descriptor;
import io.github.kubesprayoffline.registry.Registries;
import io.github.kubesprayoffline.registry.Repository;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.transfer.Progress;
import io.github.kubesprayoffline.transfer.Transfers;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings images into the store and lays them out as an OCI image layout: every document byte for
 * byte, every blob once, whatever number of images share it.
 */
public final class ImagePuller {

  /** A config or a layer, and an image that it is part of. */
  private record Part(ImageOrigins origins, ImagePin pin, Descriptor descriptor, String name) {}

  private final Registries registries;
  private final RegistryMirrors mirrors;
  private final Store store;
  private final Transfers transfers;
  private final Progress progress;
  private final Parallel parallel;

  /**
   * A puller.
   *
   * @param transfers into the store
   * @param progress hears of mirrors that fail; the transfers tell of what they bring by themselves
   * @param threads how many transfers at a time
   */
  public ImagePuller(
      Registries registries,
      RegistryMirrors mirrors,
      Store store,
      Transfers transfers,
      Progress progress,
      int threads) {
    this.registries = registries;
    this.mirrors = mirrors;
    this.store = store;
    this.transfers = transfers;
    this.progress = progress;
    this.parallel = new Parallel(threads);
  }

  /**
   * Brings the images. What was brought before a failure stays in the store for the next run.
   *
   * @param layout the folder that becomes their OCI image layout
   * @return sorted by reference
   * @throws OfflineException with every image that cannot be had; the layout is untouched then
   */
  public List<LockedImage> pull(Collection<ImagePin> pins, Path layout) {
    Map<ImagePin, ImageParts> images = new ConcurrentHashMap<>();
    Map<Checksum, Part> parts = new ConcurrentHashMap<>();
    Map<Checksum, Blob> blobs = new ConcurrentHashMap<>();
    Map<ImagePin, OfflineException> failures = new HashMap<>();
    parallel
        .forEachSmall(pins, pin -> pulling(pin, () -> look(pin, images, parts)))
        .forEach(failures::put);
    parallel
        .forEach(
            largestFirst(parts.values()),
            part -> part.descriptor().size(),
            part -> pulling(part.pin(), () -> bring(part, blobs)))
        .forEach((part, failure) -> failures.putIfAbsent(part.pin(), failure));
    parallel
        .forEachSmall(
            images.keySet(), pin -> pulling(pin, () -> images.get(pin).requireSizes(blobs)))
        .forEach(failures::putIfAbsent);
    report(failures);
    images.values().forEach(image -> addDocuments(image, blobs));
    List<LockedImage> locked =
        images.values().stream()
            .map(ImageParts::locked)
            .sorted(Comparator.comparing(LockedImage::ref))
            .toList();
    new LayoutWriter(layout, store).write(locked, blobs);
    return locked;
  }

  private void look(ImagePin pin, Map<ImagePin, ImageParts> images, Map<Checksum, Part> parts) {
    List<Repository> repositories =
        mirrors.candidates(pin.ref()).stream().map(registries::repository).toList();
    ImageOrigins origins =
        new ImageOrigins(pin, repositories, store, transfers, progress, registries.offline());
    ImageParts image = ImageWalk.walk(origins, pin, origins.top());
    images.put(pin, image);
    int number = 0;
    for (Descriptor blob : image.blobs().values()) {
      String name = "blob %d of %d".formatted(++number, image.blobs().size());
      parts.putIfAbsent(blob.digest(), new Part(origins, pin, blob, name));
    }
  }

  private static void bring(Part part, Map<Checksum, Blob> blobs) {
    blobs.put(part.descriptor().digest(), part.origins().bring(part.descriptor(), part.name()));
  }

  private void addDocuments(ImageParts image, Map<Checksum, Blob> blobs) {
    image.documents().forEach((digest, document) -> blobs.put(digest, store.put(document.bytes())));
  }

  private static void pulling(ImagePin pin, Runnable action) {
    Doing.step("pulling the image " + pin.ref(), action::run);
  }

  /** One failure for an image is enough. */
  private void report(Map<ImagePin, OfflineException> failures) {
    Problems.throwAll(
        failures.entrySet().stream()
            .sorted(Map.Entry.comparingByKey(Comparator.comparing(ImagePin::ref)))
            .map(failure -> explain(failure.getKey(), failure.getValue()))
            .toList());
  }

  private OfflineException explain(ImagePin pin, OfflineException failure) {
    return registries.offline() && failure instanceof TransferException
        ? new TransferException(
            "%s is not complete in the store %s, and Maven is offline. Run once without -o."
                .formatted(pin.ref(), store.root()),
            failure)
        : failure;
  }

  /** So that no large blob is left for the end, when other threads have nothing more to do. */
  private static List<Part> largestFirst(Collection<Part> parts) {
    return parts.stream()
        .sorted(
            Comparator.comparingLong((Part part) -> -part.descriptor().size())
                .thenComparing(part -> part.descriptor().digest()))
        .toList();
  }
}
