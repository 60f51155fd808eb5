package io.github.kubesprayoffline.oci;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The media types of an image's parts, in OCI's words and in Docker's. */
public final class MediaTypes {

  /** OCI's index. */
  public static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

  /** OCI's manifest. */
  public static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** Docker's manifest list, an index by another name. */
  public static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";

  /** Docker's manifest of schema 2. */
  public static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";

  /** A layer that is packed by gzip. */
  public static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  /** The same in Docker's words. */
  public static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

  /** What an Accept header names, so that a registry sends what it holds and converts nothing. */
  public static final List<String> ACCEPTED =
      List.of(OCI_INDEX, DOCKER_LIST, OCI_MANIFEST, DOCKER_MANIFEST);

  private static final Set<String> IMAGE_CONFIGS =
      Set.of(
          "application/vnd.oci.image.config.v1+json",
          "application/vnd.docker.container.image.v1+json");

  private static final List<String> FOREIGN_LAYERS =
      List.of(
          "application/vnd.oci.image.layer.nondistributable.",
          "application/vnd.docker.image.rootfs.foreign.");

  private static final Map<String, String> OCI_NAMES =
      Map.of(DOCKER_LIST, OCI_INDEX, DOCKER_MANIFEST, OCI_MANIFEST);

  private MediaTypes() {}

  /** Whether it is an index (Docker: a manifest list). */
  static boolean isIndex(String mediaType) {
    return mediaType.equals(OCI_INDEX) || mediaType.equals(DOCKER_LIST);
  }

  /** Whether it is an image's manifest. */
  static boolean isManifest(String mediaType) {
    return mediaType.equals(OCI_MANIFEST) || mediaType.equals(DOCKER_MANIFEST);
  }

  /** Whether it is one or the other. */
  public static boolean isDocument(String mediaType) {
    return isIndex(mediaType) || isManifest(mediaType);
  }

  /** OCI's name for one of Docker's types; any other type as it is. */
  static String ociName(String mediaType) {
    return OCI_NAMES.getOrDefault(mediaType, mediaType);
  }

  /** Whether it is the configuration of an image, and not that of another artifact. */
  public static boolean isImageConfig(String mediaType) {
    return IMAGE_CONFIGS.contains(mediaType);
  }

  /** Layers that only their vendor may distribute: Windows has such below its images. */
  static boolean isForeignLayer(String mediaType) {
    return FOREIGN_LAYERS.stream().anyMatch(mediaType::startsWith);
  }

  /** Schema 1, which had no content addresses of its own: {@code …manifest.v1+prettyjws}. */
  static boolean isSchema1(String mediaType) {
    return mediaType.startsWith("application/vnd.docker.distribution.manifest.v1+");
  }
}
