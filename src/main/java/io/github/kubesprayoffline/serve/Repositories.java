package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.LockedImage;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The registry's names. Each image stands under the name that the bundle's own registry tree gives
 * it; under the other {@link ImagePath}'s name too, so that a mirror's client need not know which
 * one that is.
 */
final class Repositories {

  private final SortedSet<String> own = new TreeSet<>();
  private final Map<String, Repository> byName = new HashMap<>();

  private Repositories() {}

  static Repositories of(ServedBundle bundle) {
    ImagePath own = bundle.header().imagePath();
    ImagePath other = own == ImagePath.STRIP ? ImagePath.KEEP : ImagePath.STRIP;
    List<LockedImage> images = bundle.lock().images();
    Repositories repositories = new Repositories();
    for (LockedImage image : images) {
      ImageDocuments documents =
          ImageDocuments.read(image, digest -> bundle.content(digest).bytes());
      repositories.own.add(own.repository(image.ref()));
      repositories.add(own, documents);
      if (other.isDistinct(images)) {
        repositories.add(other, documents);
      }
    }
    return repositories;
  }

  private void add(ImagePath imagePath, ImageDocuments image) {
    String name = imagePath.repository(image.locked().ref());
    byName.computeIfAbsent(name, any -> new Repository()).add(image);
  }

  /** The names that the bundle's own registry tree has. */
  SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(own);
  }

  /**
   * The repository of a name.
   *
   * @param namespace the registry that the name belongs to, where the client says it: containerd
   *     asks a mirror of {@code quay.io} for {@code calico/node} with {@code ns=quay.io}, or for
   *     {@code quay.io/calico/node} if the mirror's configuration has that in its path
   */
  Optional<Repository> find(String name, Optional<String> namespace) {
    if (namespace.isEmpty()) {
      return Optional.ofNullable(byName.get(name));
    }
    String prefix = ImagePath.KEEP.folder(namespace.get());
    return Optional.ofNullable(byName.get(name.startsWith(prefix) ? name : prefix + name));
  }
}
