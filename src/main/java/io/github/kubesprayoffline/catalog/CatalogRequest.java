package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.source.KubesprayTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a catalog is made of.
 *
 * @param tree the Kubespray tree
 * @param release what the catalog says of the tree
 * @param source the hosts and variables
 * @param sample the folder of variables that counts where there is no inventory: the tree's own, or
 *     another in its place
 * @param selection what of it all is brought
 * @param additions what the selection brings along
 */
public record CatalogRequest(
    KubesprayTree tree,
    KubesprayRelease release,
    InventorySource source,
    Path sample,
    Selection selection,
    Additions additions) {

  public CatalogRequest {
    Objects.requireNonNull(tree);
    Objects.requireNonNull(release);
    Objects.requireNonNull(source);
    Objects.requireNonNull(sample);
    Objects.requireNonNull(selection);
    Objects.requireNonNull(additions);
  }

  /** A request for what the tree's sample inventory turns on, on amd64. */
  public static CatalogRequest of(KubesprayTree tree) {
    return new CatalogRequest(
        tree,
        new KubesprayRelease(tree.version(), tree.root().toString(), null),
        InventorySource.SAMPLE,
        tree.sampleInventory(),
        Selection.DEFAULT,
        Additions.NONE);
  }

  /** Has the catalog say something else of the tree. */
  public CatalogRequest withRelease(KubesprayRelease other) {
    return new CatalogRequest(tree, other, source, sample, selection, additions);
  }

  /** Reads other hosts and variables. */
  public CatalogRequest withSource(InventorySource other) {
    return new CatalogRequest(tree, release, other, sample, selection, additions);
  }

  /** Reads another inventory. */
  public CatalogRequest withInventory(Path path) {
    return withSource(source.withInventory(path));
  }

  /** Has other extra vars. */
  public CatalogRequest withVars(Map<String, @Nullable Object> others) {
    return withSource(source.withVars(others));
  }

  /** Reads another folder of variables where there is no inventory. */
  public CatalogRequest withSample(Path folder) {
    return new CatalogRequest(tree, release, source, folder, selection, additions);
  }

  /** Selects something else. */
  public CatalogRequest withSelection(Selection other) {
    return new CatalogRequest(tree, release, source, sample, other, additions);
  }

  /** Selects with another value of one field. */
  public <T> CatalogRequest selecting(SelectionField<T> field, T value) {
    return withSelection(selection.with(field, value));
  }

  /** Brings something else along. */
  public CatalogRequest withAdditions(Additions others) {
    return new CatalogRequest(tree, release, source, sample, selection, others);
  }

  /** Leaves out the files and images that are not Kubespray's own. */
  public CatalogRequest withoutExtras() {
    return selecting(Selection.EXTRA_FILES, List.of())
        .selecting(Selection.EXTRA_IMAGES, List.of())
        .withAdditions(new Additions(additions.ids(), List.of()));
  }
}
