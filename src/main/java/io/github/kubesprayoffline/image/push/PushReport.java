package io.github.kubesprayoffline.image.push;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import java.util.Comparator;
import java.util.List;

/**
 * What a push came to.
 *
 * @param images sorted by reference
 * @param blobsSent how many blobs went over the network
 * @param blobsMounted how many were taken over from another repository of the registry
 * @param bytesSent the size of all blobs that went over the network
 */
public record PushReport(List<Pushed> images, int blobsSent, int blobsMounted, long bytesSent) {

  /** What became of one image. */
  public enum Outcome {
    /** It was sent by this push. */
    SENT,
    /** It was there before. */
    THERE,
    /** The registry takes no index of which it lacks manifests; it got what there is of it. */
    REDUCED
  }

  /**
   * One image in the registry.
   *
   * @param target its name there
   * @param digest what the name stands for there: the upstream's, unless it was reduced
   * @param words what the registry said against the upstream's index; empty unless it was asked to
   *     take it by this push, and did not
   */
  public record Pushed(
      ImageReference ref, ImageReference target, Checksum digest, Outcome outcome, String words) {

    private String warning() {
      String warning =
          "%s: the registry takes no index with absent platforms%s; %s is now %s"
              .formatted(ref, words.isEmpty() ? "" : " (" + words + ")", target, digest);
      return ref.digest()
          .map(
              pinned -> "%s. Nodes that pin @%s will not find it there.".formatted(warning, pinned))
          .orElse(warning);
    }
  }

  public PushReport {
    images = images.stream().sorted(Comparator.comparing(Pushed::ref)).toList();
  }

  /** What to tell of images that are not in the registry as their publishers made them. */
  public List<String> warnings() {
    return images.stream()
        .filter(image -> image.outcome() == Outcome.REDUCED)
        .map(Pushed::warning)
        .toList();
  }
}
