package io.github.kubesprayoffline.id;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /** What registries take for a name, and more than any text of one has. */
  private static final int LONGEST_NAME = 255;

  private static final int LONGEST_TEXT = 1000;

  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?:[A-Za-z0-9]++(?:[.-]++[A-Za-z0-9]++)*+|\\[[0-9a-fA-F:.]++])(?::\\d{1,5})?");

  private static final Pattern STEP = Pattern.compile("[a-z0-9]++(?:(?:__|[._]|-++)[a-z0-9]++)*+");

  private static final Pattern TAG = Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?");

  private static final Pattern PLAIN = Pattern.compile("[!-~]++");

  public ImageReference {
    boolean fits = registry.length() <= LONGEST_NAME && repository.length() <= LONGEST_NAME;
    if (!fits
        || !REGISTRY.matcher(registry).matches()
        || !isRepository(repository)
        || !TAG.matcher(tag).matches()) {
      throw none(registry + "/" + repository + ":" + tag);
    }
  }

  private static boolean isRepository(String repository) {
    for (String step : repository.split("/", -1)) {
      if (!STEP.matcher(step).matches()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Parses a reference as Docker and containerd do.
   *
   * @throws InvalidInputException if it is none
   */
  public static ImageReference parse(String text) {
    if (text.length() > LONGEST_TEXT || !PLAIN.matcher(text).matches()) {
      throw none(text);
    }
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
      throw (InvalidInputException) none(text).initCause(e);
    }
  }

  private static InvalidInputException none(String text) {
    return new InvalidInputException(
        "'%s' is not an image reference: write registry/repository:tag"
            .formatted(Printable.shortened(text)));
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
