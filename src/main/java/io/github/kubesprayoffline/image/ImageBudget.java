package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Checksum.Algorithm;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.oci.Descriptor;
import io.github.kubesprayoffline.oci.Document;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one image may consist of: more than any has, and less than a memory holds. And what its
 * documents say of anything has to be true, each time the same, and by a digest that nobody forges.
 */
final class ImageBudget {

  /** An index in an index in an index is already more than anybody builds. */
  static final int DEEPEST = 4;

  /** Manifests of an index, layers of a manifest, documents of an image. */
  static final int MOST = 1000;

  /** Of all documents, and of the configurations that are read for their platform. */
  static final long MOST_BYTES = 32 << 20;

  private static final Set<Algorithm> STRONG = EnumSet.of(Algorithm.SHA256, Algorithm.SHA512);

  private final ImageReference ref;
  private final Map<Checksum, Long> sizes = new HashMap<>();
  private int documents;
  private long bytes;

  ImageBudget(ImageReference ref) {
    this.ref = ref;
  }

  /**
   * Takes note of a document that was opened, before anything that it refers to is.
   *
   * @throws InvalidInputException if that is more than an image may have
   * @throws IntegrityException if it contradicts another one
   */
  void take(Document document) {
    int children = document.content().children().size();
    if (children > MOST + 1) {
      throw tooMuch("%s in it lists %d".formatted(document.digest(), children), MOST + "");
    }
    if (++documents > MOST) {
      throw tooMuch("it has more manifests", MOST + "");
    }
    read(document.size());
    document.content().children().forEach(this::note);
  }

  /** Takes note of something that is read into memory, before it is. */
  void read(long size) {
    bytes += size;
    if (size > MOST_BYTES || bytes > MOST_BYTES) {
      throw tooMuch("its manifests and configurations come to more", MOST_BYTES + " bytes");
    }
  }

  void requireDepth(int depth) {
    if (depth > DEEPEST) {
      throw new IntegrityException(
          "%s: its indexes lie more than %d deep.".formatted(ref, DEEPEST));
    }
  }

  /** The same bytes, wherever they are named, have one size. */
  private void note(Descriptor child) {
    Long before = sizes.putIfAbsent(child.digest(), child.size());
    if (before != null && before != child.size()) {
      throw IntegrityException.mismatch(
          ref + ", " + child.digest(),
          "%d bytes".formatted(child.size()),
          "%d bytes, as elsewhere in the same image".formatted(before),
          "Its manifests contradict each other: ask its publisher.");
    }
  }

  static void requireStrong(ImageReference ref, Checksum digest) {
    if (!STRONG.contains(digest.algorithm())) {
      throw new InvalidInputException(
          "%s: %s is no digest that holds an image together, since others can be made to fit it. Ask its publisher for an image with sha256 digests."
              .formatted(ref, digest));
    }
  }

  /** Refuses what has another size than is said of it. */
  static void requireSize(ImageReference ref, Descriptor said, long got) {
    if (said.size() != got) {
      throw IntegrityException.mismatch(
          ref + ", " + said.digest(),
          got + " bytes",
          said.size() + " bytes",
          "What refers to it is wrong: ask the image's publisher, or look what changes it on the way.");
    }
  }

  private InvalidInputException tooMuch(String what, String most) {
    return new InvalidInputException(
        "%s: %s, and %s are the most for an image. Check the reference, or exclude it with -Dkubespray.excludes=…"
            .formatted(ref, what, most));
  }
}
