package io.github.kubesprayoffline.lock;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.id.ImageReference;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Under which name an image stands in a private registry. */
public enum ImagePath {
  /** {@code quay.io/calico/node} is {@code calico/node}, as Kubespray's own scripts have it. */
  STRIP,
  /** {@code quay.io/calico/node} keeps its whole name; a port's colon becomes an underscore. */
  KEEP;

  /** The repository in the private registry. */
  public String repository(ImageReference ref) {
    return folder(ref.registry()) + ref.repository();
  }

  /** What stands before the repositories of a public registry: {@code quay.io/}, or nothing. */
  public String folder(String registry) {
    return switch (this) {
      case STRIP -> "";
      case KEEP -> registry.replace(':', '_') + "/";
    };
  }

  /** The repository and the tag; without the tag where the reference has only a digest. */
  public String name(ImageReference ref) {
    return repository(ref) + (ref.tag().isEmpty() ? "" : ":" + ref.tag());
  }

  /**
   * Refuses images that would stand under one name and are not the same.
   *
   * @throws InvalidInputException naming them
   */
  public void requireDistinct(List<LockedImage> images) {
    collisions(images).throwIfAny();
  }

  /** Whether no two different images would stand under one name. */
  public boolean isDistinct(List<LockedImage> images) {
    return collisions(images).isEmpty();
  }

  private Problems collisions(List<LockedImage> images) {
    Problems problems = new Problems();
    TreeMap<String, LockedImage> byName = new TreeMap<>();
    for (LockedImage image : images) {
      String name = name(image.ref());
      LockedImage other = image.ref().tag().isEmpty() ? null : byName.putIfAbsent(name, image);
      if (other != null && !other.digest().equals(image.digest())) {
        problems.add(collision(name, other, image));
      }
    }
    return problems;
  }

  /** The word that users write: {@code strip}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private InvalidInputException collision(String name, LockedImage one, LockedImage other) {
    return new InvalidInputException(
        "%s (%s) and %s (%s) would both be %s in the registry: set imagePath to keep, or exclude one"
            .formatted(one.ref(), one.digest(), other.ref(), other.digest(), name));
  }
}
