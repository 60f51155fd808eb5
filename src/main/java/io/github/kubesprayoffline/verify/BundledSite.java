package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.catalog.Additions;
import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.FileTree;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.SiteFiles;
import io.github.kubesprayoffline.source.KubesprayArchives;
import io.github.kubesprayoffline.source.KubesprayTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The tree and the inventory of a bundle, unpacked to be evaluated. */
final class BundledSite {

  private static final String INVENTORY = "inventory";
  private static final String EXTRA_VARS = "extra-vars";

  private final Path work;
  private final Optional<Path> vaultPasswordFile;
  private Optional<KubesprayTree> tree = Optional.empty();

  /**
   * A site.
   *
   * @param work an empty folder for it
   * @param vaultPasswordFile for {@code !vault} values of its inventory
   */
  BundledSite(Path work, Optional<Path> vaultPasswordFile) {
    this.work = work;
    this.vaultPasswordFile = vaultPasswordFile;
  }

  /** Where the archive of the bundle's tree is to be copied to. */
  Path source() {
    return work.resolve("kubespray.archive");
  }

  /** A folder for one of its states. */
  Path folder(String name) {
    return work.resolve(name);
  }

  /** The request that the user made: without what was generated. */
  CatalogRequest asked(Path folder, BundleClaims claims, Lock lock) {
    return request(folder, claims.users(), claims.usersExtraVars(), claims, lock)
        .withRelease(claims.release(lock));
  }

  /** The tree with the inventory and the extra vars as the bundle has them. */
  Evaluated evaluate(Path folder, BundleClaims claims, Lock lock) {
    CatalogRequest request =
        request(folder, claims.inputs().inventory(), claims.inputs().extraVars(), claims, lock);
    return new Evaluated(CatalogBuilder.build(request.withoutExtras()), List.of(folder));
  }

  private CatalogRequest request(
      Path folder,
      SortedMap<String, byte[]> files,
      SortedMap<String, byte[]> extraVars,
      BundleClaims claims,
      Lock lock) {
    Path inventory = write(folder.resolve(INVENTORY), files);
    Path vars = write(folder.resolve(EXTRA_VARS), extraVars);
    return CatalogRequest.of(tree())
        .withSample(inventory)
        .withSource(
            new InventorySource(
                claims.site().inventory().map(name -> existing(inventory, name)),
                extraVars.keySet().stream().map(vars::resolve).toList(),
                Map.of(),
                vaultPasswordFile))
        .withSelection(claims.selection())
        .withAdditions(Additions.of(claims.selection(), lock.version()));
  }

  private static Path existing(Path inventory, String name) {
    Path chosen = inventory.resolve(name).normalize();
    if (!chosen.startsWith(inventory) || !Files.exists(chosen)) {
      throw new IntegrityException(
          "inventory/%s names an inventory that is not there: %s. Build the bundle again"
              .formatted(SiteFiles.FILE, name));
    }
    return chosen;
  }

  private KubesprayTree tree() {
    if (tree.isEmpty()) {
      tree = Optional.of(KubesprayTree.open(KubesprayArchives.unpack(source(), work)));
    }
    return tree.get();
  }

  /** What moved has names from the inventory's own record. */
  private static Path write(Path folder, SortedMap<String, byte[]> files) {
    try {
      FileTree.write(folder, files);
      return folder;
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be written: %s. Is there space, and may you write there?".formatted(folder, e),
          e);
    }
  }
}
