package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.Document.Manifest;
import io.github.kubesprayoffline.oci.ImageGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * An image's documents lead to all that the lock gives it, and to nothing else. Of an index only
 * what the lock has is there; the other platforms were left out.
 */
public final class ImageCheck {

  private final LockedImage image;
  private final ImageGraph graph;
  private final List<String> problems = new ArrayList<>();

  private ImageCheck(LockedImage image, ImageGraph graph) {
    this.image = image;
    this.graph = graph;
  }

  /**
   * Checks an image.
   *
   * @param content of a manifest or index; empty where it is missing or damaged
   */
  public static ImageCheck of(LockedImage image, Function<Checksum, Optional<byte[]>> content) {
    ImageGraph graph =
        ImageGraph.of(image.layoutEntry(), image.blobs().keySet()::contains, content);
    ImageCheck check = new ImageCheck(image, graph);
    check.check();
    return check;
  }

  /** The digests of the manifests and indexes. */
  public Set<Checksum> documents() {
    return graph.named();
  }

  /** What does not fit together. */
  public List<String> problems() {
    return problems;
  }

  private void check() {
    graph.problems().stream().map(OfflineException::getMessage).forEach(problems::add);
    graph.documents().forEach((digest, document) -> compareSize(digest, document.size()));
    graph.blobs().forEach((digest, blob) -> compareSize(digest, blob.size()));
    for (Checksum digest : graph.missing()) {
      add("it needs %s, and the lock does not have it".formatted(digest));
    }
    if (graph.isWhole()) {
      image.manifests().forEach(this::requireDocument);
      image.blobs().keySet().forEach(this::requireReached);
    }
  }

  private void compareSize(Checksum digest, long want) {
    long locked = image.blobs().get(digest);
    if (locked != want) {
      add("%s has %d bytes in the lock, and %d by the image".formatted(digest, locked, want));
    }
  }

  private void requireDocument(Platform platform, Checksum digest) {
    Document document = graph.documents().get(digest);
    if (document == null || !(document.content() instanceof Manifest)) {
      add("its index does not list %s for %s".formatted(digest, platform));
    }
  }

  private void requireReached(Checksum digest) {
    if (!graph.named().contains(digest) && !graph.blobs().containsKey(digest)) {
      add("the lock gives it %s, and nothing in it needs that".formatted(digest));
    }
  }

  private void add(String problem) {
    problems.add(image.ref() + ": " + problem);
  }
}
