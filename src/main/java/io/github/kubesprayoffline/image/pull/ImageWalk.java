package io.github.kubesprayoffline.image.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.json.StrictJson;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.oci.Descriptor;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.Document.Index;
import io.github.kubesprayoffline.oci.Document.Manifest;
import io.github.kubesprayoffline.oci.ImageBudget;
import io.github.kubesprayoffline.oci.ImageGraph;
import io.github.kubesprayoffline.oci.MediaTypes;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks from an image's top document to the manifests of the platforms that are wanted. An artifact
 * that is no image (a Helm chart, a signature) has no platform, and so suits each of them.
 *
 * <p>Not an {@link ImageGraph}, which follows all that is here: this chooses, and fetches no more
 * than what it chose by.
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

  private final Content content;
  private final ImagePin pin;
  private final ImageParts parts;
  private final ImageBudget budget;
  private final Map<Checksum, Document> opened = new HashMap<>();
  private final Map<Checksum, Optional<Platform>> platforms = new HashMap<>();
  private final Set<Checksum> searched = new HashSet<>();
  private final Set<String> offered = new LinkedHashSet<>();

  private ImageWalk(Content content, ImagePin pin, Document top) {
    this.content = content;
    this.pin = pin;
    this.budget = new ImageBudget(pin.ref());
    budget.take(top);
    this.parts = new ImageParts(pin, top);
  }

  /**
   * The parts of an image.
   *
   * @throws InvalidInputException if it does not run on a platform that it is wanted for, or has
   *     more parts than an image may have
   */
  static ImageParts walk(Content content, ImagePin pin, Document top) {
    return new ImageWalk(content, pin, top).run();
  }

  private ImageParts run() {
    List<String> missing =
        pin.platforms().stream().filter(wanted -> !search(wanted)).map(Platform::toString).toList();
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          ("%s is not made for %s, only for %s. "
                  + "Choose another version, or exclude it with -Dkubespray.excludes=…")
              .formatted(pin.ref(), String.join(", ", missing), String.join(", ", offered)));
    }
    return parts;
  }

  private boolean search(Platform wanted) {
    searched.clear();
    return find(wanted, parts.top(), 0);
  }

  private boolean find(Platform wanted, Document document, int depth) {
    budget.requireDepth(depth);
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
    Document document = open(entry);
    if (document.content() instanceof Index) {
      // An index that many list is looked through once.
      boolean found = searched.add(document.digest()) && find(wanted, document, depth + 1);
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

  private Document open(Descriptor entry) {
    Document known = opened.get(entry.digest());
    if (known != null) {
      return known;
    }
    Document document = content.document(entry);
    keep(entry, document);
    return document;
  }

  private void keep(Descriptor entry, Document document) {
    ImageBudget.requireSize(pin.ref(), entry, document.size());
    if (opened.putIfAbsent(entry.digest(), document) == null) {
      budget.take(document);
    }
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
        .forEach(entry -> parts.add(attestation(entry)));
  }

  private Document attestation(Descriptor entry) {
    Document attestation = content.attestation(entry);
    keep(entry, attestation);
    return attestation;
  }

  private void offer(Platform platform) {
    if (!platform.os().equals("unknown")) {
      offered.add(platform.toString());
    }
  }

  /** What an image's configuration says; empty if it is that of another artifact. */
  private Optional<Platform> platformOf(Manifest manifest) {
    Optional<Platform> known = platforms.get(manifest.config().digest());
    if (known == null) {
      known = readPlatform(manifest.config());
      platforms.put(manifest.config().digest(), known);
    }
    return known;
  }

  private Optional<Platform> readPlatform(Descriptor config) {
    budget.read(config.size());
    try {
      JsonNode json = StrictJson.FROM_REGISTRIES.read(content.config(config));
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
