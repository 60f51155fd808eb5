package io.github.kubesprayoffline.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Everything that a Kubespray tree can ask for with an inventory's values, and which of it the
 * inventory calls for. Entries are sorted by id, then architecture.
 */
public record Catalog(
    KubesprayRelease kubespray,
    List<String> architectures,
    Scope scope,
    List<FileEntry> files,
    List<ImageEntry> images,
    List<Problem> problems) {

  public Catalog {
    Objects.requireNonNull(kubespray);
    Objects.requireNonNull(scope);
    architectures = architectures.stream().sorted().toList();
    files = sorted(files, Comparator.comparing(FileEntry::id).thenComparing(FileEntry::arch));
    images = sorted(images, Comparator.comparing(ImageEntry::id).thenComparing(ImageEntry::arch));
    problems = sorted(problems, Comparator.comparing(Problem::id).thenComparing(Problem::arch));
  }

  /** The files that go into a bundle. */
  public List<FileEntry> selectedFiles() {
    return files.stream().filter(FileEntry::selected).toList();
  }

  /** The images that go into a bundle. */
  public List<ImageEntry> selectedImages() {
    return images.stream().filter(ImageEntry::selected).toList();
  }

  private static <T> List<T> sorted(List<T> entries, Comparator<T> order) {
    return entries.stream().sorted(order).toList();
  }
}
