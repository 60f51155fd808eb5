package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.catalog.Additions;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.image.SiteImages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the offline side needs beside the cluster's own. */
final class SiteNeeds {

  /** Kubespray has it for CRI-O; the site pushes and loads images by it. */
  private static final String SKOPEO = "skopeo";

  private SiteNeeds() {}

  /**
   * What a selection brings along for the offline side.
   *
   * @param version the Kubespray release
   */
  static Additions of(Selection selection, String version) {
    return new Additions(
        selection.siteImages() ? List.of(SKOPEO) : List.of(), images(selection, version));
  }

  private static List<ImageReference> images(Selection selection, String version) {
    Set<ImageReference> all = new LinkedHashSet<>();
    if (selection.siteImages()) {
      all.addAll(SiteImages.of(version));
    }
    selection
        .runnerImage()
        .ifPresent(
            name -> {
              all.add(SiteImages.kubespray(version));
              all.add(name);
            });
    return List.copyOf(all);
  }
}
