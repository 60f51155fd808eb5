package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.FileEntry;
import io.github.kubesprayoffline.catalog.ImageEntry;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.id.SafeUrl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to bring: the catalog's selection, each file and image once.
 *
 * @param files sorted by path
 * @param images sorted by reference
 */
public record Pins(List<FilePin> files, List<ImagePin> images) {

  public Pins {
    files = List.copyOf(files);
    images = List.copyOf(images);
  }

  /**
   * Pins what a catalog selects, with the checksums and digests that an existing lock adds.
   *
   * @throws InvalidInputException if entries contradict each other
   */
  public static Pins of(Catalog catalog, Optional<Lock> existing) {
    Problems problems = new Problems();
    Map<String, LockedFile> lockedFiles =
        index(existing.map(Lock::files).orElse(List.of()), LockedFile::path);
    Map<ImageReference, LockedImage> lockedImages =
        index(existing.map(Lock::images).orElse(List.of()), LockedImage::ref);
    List<FilePin> files =
        grouped(catalog.selectedFiles(), FileEntry::path)
            .map(entries -> pinFile(entries, lockedFiles, problems))
            .toList();
    List<ImagePin> images =
        grouped(catalog.selectedImages(), ImageEntry::ref)
            .map(entries -> pinImage(entries, lockedImages, problems))
            .toList();
    problems.throwIfAny();
    return new Pins(files, images);
  }

  private static FilePin pinFile(
      List<FileEntry> entries, Map<String, LockedFile> locked, Problems problems) {
    FileEntry first = entries.get(0);
    String url = only(entries, FileEntry::id, "URL for " + first.path(), FileEntry::url, problems);
    Checksum checksum =
        only(entries, FileEntry::id, "checksum for " + first.path(), FileEntry::checksum, problems);
    LockedFile known = locked.get(first.path());
    if (checksum == null && known != null && known.url().equals(url)) {
      checksum = known.sha256();
    }
    return new FilePin(
        Objects.requireNonNullElse(url, first.url()),
        first.path(),
        checksum,
        entries.stream().map(FileEntry::id).toList());
  }

  private static ImagePin pinImage(
      List<ImageEntry> entries, Map<ImageReference, LockedImage> locked, Problems problems) {
    ImageReference ref = entries.get(0).ref();
    Checksum digest =
        only(entries, ImageEntry::id, "digest for " + ref, ImageEntry::digest, problems);
    if (digest == null) {
      LockedImage known = locked.get(ref);
      digest = ref.digest().orElse(known == null ? null : known.digest());
    }
    List<Platform> platforms = entries.stream().map(e -> Platform.linux(e.arch())).toList();
    return new ImagePin(ref, platforms, digest);
  }

  /** The one value that the entries agree on; null where none of them has one. */
  private static <E, V> @Nullable V only(
      List<E> entries,
      Function<E, String> id,
      String what,
      Function<E, @Nullable V> value,
      Problems problems) {
    Map<V, String> found = new LinkedHashMap<>();
    for (E entry : entries) {
      V candidate = value.apply(entry);
      if (candidate != null) {
        found.putIfAbsent(candidate, id.apply(entry));
      }
    }
    if (found.size() > 1) {
      problems.add(contradiction(what, found));
    }
    return found.isEmpty() ? null : found.keySet().iterator().next();
  }

  private static InvalidInputException contradiction(String what, Map<?, String> found) {
    String sides =
        found.entrySet().stream()
            .map(side -> "%s (%s)".formatted(SafeUrl.of("" + side.getKey()), side.getValue()))
            .collect(Collectors.joining(" and "));
    return new InvalidInputException(
        "More than one %s: %s. Change the variables of one of them, or exclude it."
            .formatted(what, sides));
  }

  private static <E, K extends Comparable<K>> Stream<List<E>> grouped(
      List<E> entries, Function<E, K> key) {
    return entries.stream()
        .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()))
        .values()
        .stream();
  }

  private static <K, V> Map<K, V> index(List<V> values, Function<V, K> key) {
    return values.stream().collect(Collectors.toMap(key, Function.identity()));
  }
}
