package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.id.ImageReference;
import java.util.List;
import java.util.stream.Stream;

/** The images that the offline side needs itself, beside those that run in the cluster. */
public final class SiteImages {

  private static final String REGISTRY = "docker.io/library/registry:2.8.3";
  private static final String FILE_SERVER = "docker.io/library/nginx:1.28.0-alpine";
  private static final String KUBESPRAY = "quay.io/kubespray/kubespray:";

  private SiteImages() {}

  /**
   * A registry, a file server, and Ansible with all that Kubespray wants of it.
   *
   * @param version the Kubespray release: {@code v2.31.0}
   */
  public static List<ImageReference> of(String version) {
    return Stream.concat(
            Stream.of(REGISTRY, FILE_SERVER).map(ImageReference::parse),
            Stream.of(kubespray(version)))
        .toList();
  }

  /** The image that Kubespray's own project publishes of a release. */
  public static ImageReference kubespray(String version) {
    return ImageReference.parse(KUBESPRAY + version);
  }
}
