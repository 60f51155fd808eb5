package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.image.SiteImages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the offline side needs beside the cluster's own.
 *
 * @param images whether its registry, its file server and Kubespray's own image come along, and
 *     skopeo with them
 * @param runner the name of the image to build of Kubespray's, the tree and the inventory
 */
public record Site(boolean images, Optional<ImageReference> runner) {

  /** Nothing. */
  public static final Site NONE = new Site(false, Optional.empty());

  /** Kubespray has it for CRI-O; the site pushes and loads images by it. */
  private static final String SKOPEO = "skopeo";

  public Site {
    Objects.requireNonNull(runner);
  }

  /**
   * The entries of Kubespray's {@code downloads} that this adds to the bundle, where it has them.
   */
  List<String> downloads() {
    return images ? List.of(SKOPEO) : List.of();
  }

  /**
   * The images that this adds to the bundle, the runner too.
   *
   * @param version the Kubespray release
   */
  List<ImageReference> images(String version) {
    Set<ImageReference> all = new LinkedHashSet<>(images ? SiteImages.of(version) : List.of());
    runner.ifPresent(
        name -> {
          all.add(SiteImages.kubespray(version));
          all.add(name);
        });
    return List.copyOf(all);
  }
}
