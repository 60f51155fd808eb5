package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.Printable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Kubespray's own {@code generate_list.sh} would print for a scope, in its order, which is the
 * tree's; what the user added comes last.
 *
 * @param files URLs
 * @param images references
 */
public record DownloadLists(List<String> files, List<String> images) {

  public DownloadLists {
    files = List.copyOf(files);
    images = List.copyOf(images);
  }

  static DownloadLists of(Catalog catalog, List<Download> downloads, List<Download> urls) {
    return catalog.scope() == Scope.ALL
        ? all(catalog, downloads, urls)
        : selected(catalog, downloads);
  }

  /** The script prints every variable with a URL, and every image that has a tag. */
  private static DownloadLists all(Catalog catalog, List<Download> downloads, List<Download> urls) {
    Set<String> files = new LinkedHashSet<>();
    urls.forEach(each -> each.file().ifPresent(file -> files.add(file.url())));
    Set<String> images = new LinkedHashSet<>();
    downloads.stream().flatMap(each -> each.imageLine().stream()).forEach(images::add);
    return withRest(catalog, files, images);
  }

  private static DownloadLists selected(Catalog catalog, List<Download> downloads) {
    Set<String> urls = urls(catalog);
    Set<String> references = references(catalog);
    Set<String> files = new LinkedHashSet<>();
    Set<String> images = new LinkedHashSet<>();
    for (Download each : downloads) {
      each.file().map(FileEntry::url).filter(urls::contains).ifPresent(files::add);
      each.image()
          .map(image -> image.ref().toString())
          .filter(references::contains)
          .ifPresent(images::add);
    }
    return withRest(catalog, files, images);
  }

  private static DownloadLists withRest(Catalog catalog, Set<String> files, Set<String> images) {
    files.addAll(urls(catalog));
    images.addAll(references(catalog));
    return new DownloadLists(List.copyOf(files), List.copyOf(images));
  }

  private static Set<String> urls(Catalog catalog) {
    return catalog.selectedFiles().stream()
        .map(FileEntry::url)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> references(Catalog catalog) {
    return catalog.selectedImages().stream()
        .map(image -> image.ref().toString())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The same lines in order of their text. */
  DownloadLists sorted() {
    return new DownloadLists(files.stream().sorted().toList(), images.stream().sorted().toList());
  }

  /** The text of {@code files.list}: one URL a line. */
  public String filesText() {
    return text(files);
  }

  /** The text of {@code images.list}: one reference a line. */
  public String imagesText() {
    return text(images);
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> Printable.of(line) + "\n").collect(Collectors.joining());
  }
}
