package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.CatalogJson;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.InputFiles;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.InventoryDigest;
import io.github.kubesprayoffline.play.NotCarried;
import io.github.kubesprayoffline.source.KubesprayArchive;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the first stage found.
 *
 * @param archive the opened Kubespray tree
 * @param request what was asked of the catalog
 * @param resolution the catalog, and what can be said of how it came about
 * @param inputs what the user's inventory and variables consist of
 * @param notCarried what the play asks for and no bundle of the catalog brings
 */
public record ResolvedTree(
    KubesprayArchive archive,
    CatalogRequest request,
    Resolution resolution,
    InputFiles inputs,
    List<NotCarried> notCarried) {

  /** What is to be brought. */
  public Catalog catalog() {
    return resolution.catalog();
  }

  /** What was selected for it. */
  Selection selection() {
    return request.selection();
  }

  /** Tells the user's inventory from others. */
  Checksum inventoryDigest() {
    return InventoryDigest.of(inputs.inventory());
  }

  /** The bundle's files that nobody downloads: what is in it, and the user's extra variables. */
  SortedMap<String, byte[]> generated() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(BundleLayout.CATALOG, CatalogJson.write(catalog()));
    inputs
        .extraVars()
        .forEach((name, content) -> files.put(BundleLayout.EXTRA_VARS + name, content));
    return files;
  }
}
