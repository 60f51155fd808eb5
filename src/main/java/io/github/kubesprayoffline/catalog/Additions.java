package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.ImageReference;
import java.util.List;

/**
 * What a selection brings along beside what the inventory turns on.
 *
 * @param ids of entries of Kubespray's, selected where the tree has them, unless they are excluded
 * @param images added for every architecture, and selected
 */
public record Additions(List<String> ids, List<ImageReference> images) {

  /** Brings nothing along. */
  public static final Additions NONE = new Additions(List.of(), List.of());

  public Additions {
    ids = List.copyOf(ids);
    images = List.copyOf(images);
  }
}
