package io.github.kubesprayoffline.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.registry.Descriptor;
import io.github.kubesprayoffline.registry.Document;
import io.github.kubesprayoffline.registry.Document.Index;
import io.github.kubesprayoffline.registry.Document.Manifest;
import io.github.kubesprayoffline.registry.MediaTypes;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks from an image's top document to the manifests of the platforms that are wanted. An artifact
 * that is no image (a Helm chart, a signature) has no platform, and so suits each of them.
 */
final class ImageWalk {

  /** Where the walk finds what documents refer to. */
  interface Content {

    /** A manifest or an index. */
    Document document(Descriptor descriptor);

    /**
     * What attests something of a manifest: a manifest itself, or of a type that we do not know.
     */
    Document attestation(Descriptor descriptor);

    /** The bytes of an image's configuration. */
    byte[] config(Descriptor descriptor);
  }

  /** An index in an index in an index is already more than anybody builds. */
  private static final int DEEPEST = 4;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Content content;
  private final ImagePin pin;
  private final ImageParts parts;
  private final Set<String> offered = new LinkedHashSet<>();

  private ImageWalk(Content content, ImagePin pin, Document top) {
    this.content = content;
    this.pin = pin;
    this.parts = new ImageParts(pin, top);
  }

  /**
   * The parts of an image.
   *
   * @throws InvalidInputException if it does not run on a platform that it is wanted for
   */
  static ImageParts walk(Content content, ImagePin pin, Document top) {
    return new ImageWalk(content, pin, top).run();
  }

  private ImageParts run() {
    List<String> missing =
        pin.platforms().stream()
            .filter(wanted -> !find(wanted, parts.top(), 0))
            .map(Platform::toString)
            .toList();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          ("%s is not made for %s, only for %s. "
                  + "Choose another version, or exclude it with -Dkubespray.excludes=…")
              .formatted(pin.ref(), String.join(", ", missing), String.join(", ", offered)));
    }
    return parts;
  }

  private boolean find(Platform wanted, Document document, int depth) {
    if (depth > DEEPEST) {
      throw new IntegrityException(
          "%s: its indexes lie more than %d deep.".formatted(pin.ref(), DEEPEST));
    }
    if (document.content() instanceof Index index) {
      return findIn(index, wanted, depth);
    }
    return accept(wanted, document, platformOf((Manifest) document.content()));
  }

  private boolean findIn(Index index, Platform wanted, int depth) {
    index.manifests().forEach(entry -> entry.platform().ifPresent(this::offer));
    Optional<Descriptor> direct =
        index.manifests().stream()
            .filter(
                entry -> entry.platform().filter(it -> Platforms.matches(wanted, it)).isPresent())
            .findFirst();
    if (direct.isPresent()) {
      return take(direct.get(), index, wanted, depth);
    }
    return index.manifests().stream()
        .filter(entry -> entry.platform().isEmpty() && MediaTypes.isDocument(entry.mediaType()))
        .anyMatch(entry -> take(entry, index, wanted, depth));
  }

  private boolean take(Descriptor entry, Index index, Platform wanted, int depth) {
    Document document = content.document(entry);
    if (document.content() instanceof Index) {
      boolean found = find(wanted, document, depth + 1);
      if (found) {
        parts.add(document);
      }
      return found;
    }
    Optional<Platform> platform =
        entry.platform().or(() -> platformOf((Manifest) document.content()));
    boolean accepted =
        (platform.isPresent() || isWithoutPlatforms(index)) && accept(wanted, document, platform);
    if (accepted) {
      takeAttestations(index, document.digest());
    }
    return accepted;
  }

  /** Beside images for some platforms an artifact is no substitute for one that is missing. */
  private static boolean isWithoutPlatforms(Index index) {
    return index.manifests().stream().allMatch(entry -> entry.platform().isEmpty());
  }

  /** Takes a manifest if it is for that platform, or for none. */
  private boolean accept(Platform wanted, Document manifest, Optional<Platform> platform) {
    platform.ifPresent(this::offer);
    if (platform.isPresent() && !Platforms.matches(wanted, platform.get())) {
      return false;
    }
    parts.add(manifest);
    parts.manifests().put(wanted, manifest.digest());
    return true;
  }

  private void takeAttestations(Index index, Checksum manifest) {
    index.manifests().stream()
        .filter(entry -> entry.attests(manifest))
        .forEach(entry -> parts.add(content.attestation(entry)));
  }

  private void offer(Platform platform) {
    if (!platform.os().equals("unknown")) {
      offered.add(platform.toString());
    }
  }

  /** What an image's configuration says; empty if it is that of another artifact. */
  private Optional<Platform> platformOf(Manifest manifest) {
    Descriptor config = manifest.config();
    try {
      JsonNode json = JSON.readTree(content.config(config));
      String os = json.path("os").asText();
      String architecture = json.path("architecture").asText();
      return os.isEmpty() && architecture.isEmpty()
          ? Optional.empty()
          : Platform.of(os, architecture, json.path("variant").asText())
              .or(() -> Optional.of(Platform.UNKNOWN));
    } catch (IOException e) {
      if (!MediaTypes.isImageConfig(config.mediaType())) {
        return Optional.empty();
      }
      throw new IntegrityException(
          "%s: its configuration %s is not JSON.".formatted(pin.ref(), config.digest()));
    }
  }
}
