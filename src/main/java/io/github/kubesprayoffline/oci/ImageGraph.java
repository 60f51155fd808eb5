package io.github.kubesprayoffline.oci;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.oci.Document.Index;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What an image consists of, as far as it is here: followed from its top document, each document,
 * config and layer once, and no more of them than an {@link ImageBudget} allows.
 */
public final class ImageGraph {

  private final ImageReference ref;
  private final Predicate<Checksum> here;
  private final Function<Checksum, Optional<byte[]>> bytes;
  private final ImageBudget budget;
  private final Set<Checksum> named = new LinkedHashSet<>();
  private final Map<Checksum, Document> documents = new LinkedHashMap<>();
  private final Map<Checksum, Descriptor> blobs = new LinkedHashMap<>();
  private final Set<Checksum> absent = new LinkedHashSet<>();
  private final Set<Checksum> missing = new LinkedHashSet<>();
  private final List<OfflineException> problems = new ArrayList<>();

  private ImageGraph(
      ImageReference ref, Predicate<Checksum> here, Function<Checksum, Optional<byte[]>> bytes) {
    this.ref = ref;
    this.here = here;
    this.bytes = bytes;
    this.budget = new ImageBudget(ref);
  }

  /**
   * Follows an image.
   *
   * @param here whether something that a document refers to is here
   * @param bytes of a document that is here; empty where somebody else tells what is wrong with it
   */
  public static ImageGraph of(
      LayoutIndex.Entry image,
      Predicate<Checksum> here,
      Function<Checksum, Optional<byte[]>> bytes) {
    ImageGraph graph = new ImageGraph(image.ref(), here, bytes);
    try {
      graph.followTop(image);
    } catch (OfflineException e) { // Of an image that has no end no more is read.
      graph.problems.add(e);
    }
    return graph;
  }

  /** The digests of all manifests and indexes that are here, readable or not. */
  public Set<Checksum> named() {
    return Collections.unmodifiableSet(named);
  }

  /** The manifests and indexes, each after those that it refers to: the top one is the last. */
  public Map<Checksum, Document> documents() {
    return Collections.unmodifiableMap(documents);
  }

  /** The configs and layers that the manifests refer to. */
  public Map<Checksum, Descriptor> blobs() {
    return Collections.unmodifiableMap(blobs);
  }

  /** What indexes refer to and is not here: most often other platforms' manifests. */
  public Set<Checksum> absent() {
    return Collections.unmodifiableSet(absent);
  }

  /** Configs and layers that are not here and should be; foreign layers need not. */
  public Set<Checksum> missing() {
    return Collections.unmodifiableSet(missing);
  }

  /** Whether every document that is here could be read and followed. */
  public boolean isWhole() {
    return problems.isEmpty() && documents.size() == named.size();
  }

  /** What is wrong with the documents. */
  public List<OfflineException> problems() {
    return Collections.unmodifiableList(problems);
  }

  /**
   * Refuses an image with whose documents something is wrong.
   *
   * @throws OfflineException that says what
   */
  public void requireSound() {
    Problems all = new Problems();
    problems.forEach(all::add);
    all.throwIfAny();
  }

  private void followTop(LayoutIndex.Entry image) {
    named.add(image.digest());
    budget.open(image.size());
    read(image.digest(), it -> Document.parse(name(image.digest()), image.mediaType(), it))
        .ifPresent(document -> descend(image.digest(), document, 0));
  }

  private void descend(Checksum digest, Document document, int depth) {
    budget.note(document);
    boolean isIndex = document.content() instanceof Index;
    for (Descriptor child : document.content().children()) {
      if (isIndex) {
        followDocument(child, depth + 1);
      } else {
        followBlob(child);
      }
    }
    documents.put(digest, document);
  }

  private void followDocument(Descriptor said, int depth) {
    if (!here.test(said.digest())) {
      absent.add(said.digest());
    } else if (named.add(said.digest())) {
      budget.requireDepth(depth);
      budget.open(said.size());
      read(said.digest(), it -> keep(said, it))
          .ifPresent(document -> descend(said.digest(), document, depth));
    }
  }

  private void followBlob(Descriptor said) {
    if (said.foreign()) {
      return;
    }
    if (here.test(said.digest())) {
      blobs.put(said.digest(), said);
    } else {
      missing.add(said.digest());
    }
  }

  /** One that cannot be understood keeps nobody from reading the others. */
  private Optional<Document> read(Checksum digest, Function<byte[], Document> parser) {
    try {
      return bytes.apply(digest).map(parser);
    } catch (OfflineException e) {
      problems.add(e);
      return Optional.empty();
    }
  }

  private Document keep(Descriptor said, byte[] content) {
    ImageBudget.requireSize(ref, said, content.length);
    return Document.keep(name(said.digest()), said.mediaType(), content);
  }

  private String name(Checksum digest) {
    return ref + "@" + digest;
  }
}
