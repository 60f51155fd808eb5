package io.github.kubesprayoffline.catalog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Kubespray's own {@code generate_list.sh} would print, in its order.
 *
 * @param files URLs
 * @param images references
 */
public record Lists(List<String> files, List<String> images) {

  public Lists {
    files = List.copyOf(files);
    images = List.copyOf(images);
  }

  static Lists of(Scope scope, Catalog catalog, List<Download> downloads, List<Download> urls) {
    return scope == Scope.ALL
        ? all(downloads, urls)
        : new Lists(
            catalog.selectedFiles().stream().map(FileEntry::url).distinct().toList(),
            catalog.selectedImages().stream()
                .map(image -> image.ref().toString())
                .distinct()
                .toList());
  }

  private static Lists all(List<Download> downloads, List<Download> urls) {
    Set<String> files = new LinkedHashSet<>();
    urls.forEach(each -> each.file().ifPresent(file -> files.add(file.url())));
    Set<String> images = new LinkedHashSet<>();
    downloads.stream().flatMap(each -> each.imageLine().stream()).forEach(images::add);
    return new Lists(List.copyOf(files), List.copyOf(images));
  }

  /** The text of {@code files.list}. */
  public String filesText() {
    return text(files);
  }

  /** The text of {@code images.list}. */
  public String imagesText() {
    return text(images);
  }

  private static String text(List<String> lines) {
    return String.join(
        "", Stream.of(lines).flatMap(List::stream).map(line -> line + "\n").toList());
  }
}
