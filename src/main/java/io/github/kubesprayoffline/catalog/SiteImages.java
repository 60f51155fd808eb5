package io.github.kubesprayoffline.catalog;

import io.github.kubesprayoffline.id.ImageReference;
import java.util.List;

/** The images that the offline side needs itself, beside those that run in the cluster. */
public final class SiteImages {

  /** Serves the images. */
  public static final ImageReference REGISTRY =
      ImageReference.parse("docker.io/library/registry:2.8.3");

  /** Serves the files. */
  public static final ImageReference FILE_SERVER =
      ImageReference.parse("docker.io/library/nginx:1.28.0-alpine");

  private static final String KUBESPRAY = "quay.io/kubespray/kubespray:";

  private SiteImages() {}

  /**
   * A registry, a file server, and Ansible with all that Kubespray wants of it.
   *
   * @param version the Kubespray release: {@code v2.31.0}
   */
  public static List<ImageReference> of(String version) {
    return List.of(REGISTRY, FILE_SERVER, kubespray(version));
  }

  /** The image that Kubespray's own project publishes of a release. */
  public static ImageReference kubespray(String version) {
    return ImageReference.parse(KUBESPRAY + version);
  }
}
