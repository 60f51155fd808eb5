package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.ImageReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a selection brings along beside what the inventory turns on.
 *
 * @param ids of entries of Kubespray's, selected where the tree has them, unless they are excluded
 * @param images added for every architecture, and selected
 */
public record Additions(List<String> ids, List<ImageReference> images) {

  /** Brings nothing along. */
  public static final Additions NONE = new Additions(List.of(), List.of());

  /** Kubespray has it for CRI-O; the site pushes and loads images by it. */
  private static final String SKOPEO = "skopeo";

  public Additions {
    ids = List.copyOf(ids);
    images = List.copyOf(images);
  }

  /**
   * What a selection brings along for the offline side.
   *
   * @param version the Kubespray release: {@code v2.31.0}
   */
  public static Additions of(Selection selection, String version) {
    Set<ImageReference> images = new LinkedHashSet<>();
    if (selection.siteImages()) {
      images.addAll(SiteImages.of(version));
    }
    selection
        .runnerImage()
        .ifPresent(
            name -> {
              images.add(SiteImages.kubespray(version));
              images.add(name);
            });
    return new Additions(selection.siteImages() ? List.of(SKOPEO) : List.of(), List.copyOf(images));
  }
}
