package io.github.kubesprayoffline.id;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Optional;

/**
 * The name of an image in full: {@code registry/repository[:tag][@digest]}. Docker's short forms
 * are completed while parsing ({@code nginx} → {@code docker.io/library/nginx:latest}).
 *
 * @param registry host and, where one is written, port; Docker Hub is {@code docker.io}
 * @param repository the path within the registry
 * @param tag the empty string where only a digest is given
 */
public record ImageReference(
    String registry, String repository, String tag, Optional<Checksum> digest)
    implements Comparable<ImageReference> {

  private static final String DOCKER_HUB = "docker.io";

  /**
   * Parses a reference as Docker and containerd do.
   *
   * @throws InvalidInputException if it is none
   */
  public static ImageReference parse(String text) {
    try {
      var parsed = com.google.cloud.tools.jib.api.ImageReference.parse(text);
      String registry =
          parsed.getRegistry().equals("registry-1.docker.io") ? DOCKER_HUB : parsed.getRegistry();
      return new ImageReference(
          registry,
          parsed.getRepository(),
          parsed.getTag().orElse(""),
          parsed.getDigest().map(Checksum::parse));
    } catch (InvalidImageReferenceException e) {
      throw new InvalidInputException(
          "'%s' is not an image reference: write registry/repository:tag".formatted(text), e);
    }
  }

  /** What a registry is asked for: the digest if there is one, else the tag. */
  public String identifier() {
    return digest.map(Checksum::toString).orElse(tag);
  }

  @Override
  public int compareTo(ImageReference other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return registry
        + "/"
        + repository
        + (tag.isEmpty() ? "" : ":" + tag)
        + digest.map(checksum -> "@" + checksum).orElse("");
  }
}
