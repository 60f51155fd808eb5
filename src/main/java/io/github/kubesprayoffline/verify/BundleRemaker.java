package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.bundle.verify.BundleInputs;
import io.github.kubesprayoffline.bundle.verify.Remaker;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogJson;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.catalog.Resolution;
import io.github.kubesprayoffline.catalog.SiteImages;
import io.github.kubesprayoffline.kit.DeployKit;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.InventoryDigest;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.overlay.Configuration;
import io.github.kubesprayoffline.overlay.ConfigurationDraft;
import io.github.kubesprayoffline.overlay.Configurator;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a bundle's generated files again, of its tree and what the user gave. */
final class BundleRemaker implements Remaker, AutoCloseable {

  private final BundledSite site;
  private Optional<Remade> remade = Optional.empty();

  /**
   * What was made.
   *
   * @param folder what the user's files are named from in messages
   */
  private record Remade(
      ConfigurationDraft draft, SortedMap<String, byte[]> extraVars, Path folder) {

    private boolean isOf(BundleInputs inputs) {
      return areSame(draft.configuration().inventory().files(), inputs.inventory())
          && areSame(extraVars, inputs.extraVars());
    }

    private static boolean areSame(
        SortedMap<String, byte[]> some, SortedMap<String, byte[]> others) {
      return InventoryDigest.of(some).equals(InventoryDigest.of(others));
    }
  }

  BundleRemaker(BundledSite site) {
    this.site = site;
  }

  @Override
  public SortedMap<String, byte[]> kit(Lock lock, ImagePath imagePath) {
    return DeployKit.of(lock, imagePath, SiteImages.REGISTRY, SiteImages.FILE_SERVER);
  }

  @Override
  public SortedMap<String, byte[]> configuration(Lock lock, BundleInputs inputs) {
    BundleClaims claims = BundleClaims.read(inputs);
    Path folder = site.folder("asked");
    CatalogRequest request = site.asked(folder, claims, lock);
    Resolution resolution = CatalogBuilder.build(request);
    ConfigurationDraft draft =
        Configurator.draft(
            request,
            resolution,
            claims.users(),
            MirrorSettings.of(claims.site()),
            site.folder("made"));
    SortedMap<String, byte[]> extraVars = new TreeMap<>(claims.usersExtraVars());
    extraVars.putAll(draft.configuration().extraVars());
    remade = Optional.of(new Remade(draft, extraVars, folder));
    return files(claims.worded(resolution.catalog()), draft.configuration(), extraVars);
  }

  private static SortedMap<String, byte[]> files(
      Catalog catalog, Configuration made, SortedMap<String, byte[]> extraVars) {
    SortedMap<String, byte[]> files = new TreeMap<>(made.besideInventory());
    files.put("catalog.json", CatalogJson.write(catalog));
    made.inventory().files().forEach((path, content) -> files.put("inventory/" + path, content));
    extraVars.forEach((name, content) -> files.put("extra-vars/" + name, content));
    return files;
  }

  /**
   * The tree as it was evaluated with what was made, if a bundle has the very same files; empty for
   * a bundle that was configured at the site.
   */
  Optional<Evaluated> evaluated(BundleInputs inputs) {
    return remade
        .filter(made -> made.isOf(inputs))
        .map(
            made ->
                new Evaluated(
                    made.draft().evaluated(), List.of(made.draft().path(), made.folder())));
  }

  @Override
  public void close() {
    remade.ifPresent(made -> made.draft().close());
  }
}
