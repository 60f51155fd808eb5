package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.SafeUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes the catalog of a Kubespray tree with an inventory's values. */
public final class CatalogBuilder {

  private static final String NO_CHECKSUM =
      "this extraFile has no checksum: write <checksum>sha256:...</checksum> beside its url";

  /** An entry on one architecture; hosts may disagree on the rest. */
  private record Key(String id, String arch) {}

  private final CatalogRequest request;
  private final Selection selection;
  private final SelectionFilter filter;
  private final Set<FileEntry> files = new LinkedHashSet<>();
  private final Set<ImageEntry> images = new LinkedHashSet<>();
  private final Set<Problem> notes = new LinkedHashSet<>();
  private final Problems errors = new Problems();

  private CatalogBuilder(CatalogRequest request) {
    this.request = request;
    this.selection = request.selection();
    this.filter =
        new SelectionFilter(
            selection.scope(),
            selection.includes(),
            request.additions().ids(),
            selection.excludes());
  }

  /**
   * Evaluates the tree and the inventory.
   *
   * @throws OfflineException if the input cannot be read, or an entry that the inventory calls for
   *     cannot be rendered: all such entries together
   */
  public static Resolution build(CatalogRequest request) {
    return new CatalogBuilder(request).build();
  }

  private Resolution build() {
    selection.architectures().forEach(Architectures::machine);
    Nodes nodes = Nodes.evaluate(request);
    Map<Key, Set<Download>> byKey = new LinkedHashMap<>();
    Map<Key, Set<Download>> urls = new LinkedHashMap<>();
    Set<String> architectures = new TreeSet<>();
    for (Node node : nodes) {
      architectures.add(node.arch());
      downloads(node).forEach(each -> add(byKey, each));
      UrlVariables.read(node).forEach(each -> add(urls, each));
    }
    byKey.forEach(this::merge);
    urls.forEach(this::mergeUrls);
    addExtras(architectures);
    errors.throwIfAny();
    Catalog catalog =
        new Catalog(
            request.release(),
            List.copyOf(architectures),
            selection.scope(),
            List.copyOf(files),
            List.copyOf(images),
            List.copyOf(notes));
    DownloadLists lists = DownloadLists.of(catalog, flat(byKey), flat(urls));
    return new Resolution(catalog, request.tree().sortsItsLists() ? lists.sorted() : lists, nodes);
  }

  /** All that Kubespray can download to a node, the images that kubeadm names last. */
  static List<Download> downloads(Node node) {
    List<Download> all = new ArrayList<>(DownloadReader.read(node));
    all.addAll(ControlPlane.read(node));
    return all;
  }

  private static void add(Map<Key, Set<Download>> all, Download download) {
    all.computeIfAbsent(new Key(download.id(), download.arch()), key -> new LinkedHashSet<>())
        .add(download);
  }

  private static List<Download> flat(Map<Key, Set<Download>> downloads) {
    return downloads.values().stream().flatMap(Set::stream).toList();
  }

  /** One entry for all hosts that agree; where any host needs it, only what such hosts need. */
  private void merge(Key key, Set<Download> variants) {
    boolean isNeeded = variants.stream().anyMatch(Download::isEnabled);
    for (Download variant : variants) {
      if (isNeeded && !variant.isEnabled()) {
        continue;
      }
      boolean selected = filter.selects(key.id(), isNeeded);
      variant.failures().forEach(failure -> fail(key, failure, isNeeded && selected));
      if (variant.failures().isEmpty()) {
        variant.file().ifPresent(file -> files.add(selected(file, selected)));
        variant.image().ifPresent(image -> addOnce(selected(image, selected)));
        noteMissing(key, variant, isNeeded);
      }
    }
  }

  /** Where etcd is run by kubeadm, both it and {@code downloads} name the image. */
  private void addOnce(ImageEntry image) {
    boolean isThere =
        images.stream()
            .anyMatch(
                each ->
                    each.id().equals(image.id())
                        && each.arch().equals(image.arch())
                        && each.ref().equals(image.ref()));
    if (!isThere) {
      images.add(image);
    }
  }

  private void noteMissing(Key key, Download variant, boolean isNeeded) {
    if (variant.missingChecksum() != null && isNeeded) {
      notes.add(new Problem(key.id(), key.arch(), variant.missingChecksum()));
    }
    if (variant.file().isEmpty() && variant.image().isEmpty() && isNeeded) {
      notes.add(
          new Problem(
              key.id(), key.arch(), "it is enabled, but is neither a file nor a container"));
    }
  }

  private void fail(Key key, String failure, boolean isNeeded) {
    if (isNeeded) {
      errors.add(
          new InvalidInputException(
              "the entry '%s' (%s) cannot be rendered: %s"
                  .formatted(key.id(), key.arch(), failure)));
    } else {
      notes.add(new Problem(key.id(), key.arch(), failure));
    }
  }

  /** URLs that an entry of {@code downloads} has already are not listed twice. */
  private void mergeUrls(Key key, Set<Download> variants) {
    for (Download variant : variants) {
      variant.failures().forEach(failure -> fail(key, failure, false));
      variant
          .file()
          .filter(file -> files.stream().noneMatch(each -> isSame(each, file)))
          .ifPresent(file -> files.add(selected(file, filter.selects(key.id(), false))));
    }
  }

  private static boolean isSame(FileEntry one, FileEntry other) {
    return one.arch().equals(other.arch()) && one.url().equals(other.url());
  }

  private static FileEntry selected(FileEntry file, boolean selected) {
    return new FileEntry(
        file.id(),
        file.arch(),
        selected,
        file.url(),
        file.path(),
        file.checksum(),
        file.dest(),
        file.groups());
  }

  private static ImageEntry selected(ImageEntry image, boolean selected) {
    return new ImageEntry(image.id(), image.arch(), selected, image.ref(), image.digest());
  }

  private void addExtras(Set<String> architectures) {
    requireOwnNames();
    for (String arch : architectures) {
      selection.extraFiles().forEach(extra -> addExtra(extra.recorded(), arch));
      for (ImageReference extra : extraImages()) {
        images.add(
            new ImageEntry(extra.toString(), arch, true, extra, extra.digest().orElse(null)));
      }
    }
  }

  private Set<ImageReference> extraImages() {
    Set<ImageReference> all = new LinkedHashSet<>(selection.extraImages());
    all.addAll(request.additions().images());
    return all;
  }

  /** Once their folders are left out, two local files may look like one. */
  private void requireOwnNames() {
    Map<String, String> urls = new LinkedHashMap<>();
    for (ExtraFile extra : selection.extraFiles()) {
      String other = urls.putIfAbsent(extra.recorded().url(), extra.url());
      if (other != null && !other.equals(extra.url())) {
        errors.add(
            new InvalidInputException(
                "the extraFiles %s and %s would be one file in the bundle: give one of them another name"
                    .formatted(SafeUrl.of(other), SafeUrl.of(extra.url()))));
      }
    }
  }

  private void addExtra(ExtraFile extra, String arch) {
    files.add(
        new FileEntry(
            extra.name(),
            arch,
            true,
            extra.url(),
            FilePath.of(extra.url()),
            extra.checksum(),
            "",
            List.of()));
    if (extra.checksum() == null) {
      notes.add(new Problem(extra.name(), arch, NO_CHECKSUM));
    }
  }
}
