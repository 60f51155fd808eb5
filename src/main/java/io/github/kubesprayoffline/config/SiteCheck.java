package io.github.kubesprayoffline.config;

import io.github.kubesprayoffline.catalog.CatalogBuilder;
import io.github.kubesprayoffline.catalog.CatalogRequest;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Proves the configuration of a bundle that somebody hands over. */
public final class SiteCheck {

  private SiteCheck() {}

  /**
   * What Kubespray would ask the internet for, or not find in the bundle.
   *
   * @param request for the bundle's tree, with the site's inventory and extra vars, and without
   *     what the user added to the tree's own files and images
   * @param lock says what the bundle brings
   * @param site what the bundle says of its configuration
   * @param root what the inventory's files are named from in messages
   * @throws OfflineException if the tree cannot be evaluated with it
   */
  public static List<Leak> leaks(CatalogRequest request, Lock lock, SiteFiles site, Path root) {
    return ClosedLoop.leaks(
        CatalogBuilder.build(request),
        Offer.of(lock, site.imagePath()),
        site.imagePath(),
        MirrorMode.valueOf(site.mirrorMode().toUpperCase(Locale.ROOT)),
        new Closing(site.imagePath(), root));
  }
}
