package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.archive.Entry;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedImage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code registry/}: the storage tree of the distribution registry, whose layout its {@code
 * storage/paths.go} documents. The blobs are links into {@code images/}.
 */
public final class RegistryTree {

  private static final String BLOBS = BundleLayout.REGISTRY + "docker/registry/v2/blobs/sha256/";

  private final SortedMap<String, Entry> entries = new TreeMap<>();

  private RegistryTree() {}

  /**
   * The tree's files.
   *
   * @param layout the entries of {@code images/}
   * @param documents the digests of all manifests and indexes
   */
  public static List<Entry> entries(
      Lock lock, ImagePath imagePath, List<Entry> layout, Set<Checksum> documents) {
    imagePath.requireDistinct(lock.images());
    Map<String, Entry> blobs =
        layout.stream().collect(Collectors.toMap(Entry::path, Function.identity()));
    RegistryTree tree = new RegistryTree();
    for (LockedImage image : lock.images()) {
      String repository = repository(imagePath, image);
      tree.addTag(repository, image);
      for (Checksum digest : image.blobs().keySet()) {
        String kind = documents.contains(digest) ? BundleLayout.REVISIONS : "_layers/";
        tree.addLink(repository + kind + byDigest(digest), digest);
        tree.addBlob(digest, blobs.get(BundleLayout.blob(digest)));
      }
    }
    return List.copyOf(tree.entries.values());
  }

  /** The folder of an image's repository. */
  public static String repository(ImagePath imagePath, LockedImage image) {
    return BundleLayout.repository(imagePath.repository(image.ref()));
  }

  private void addTag(String repository, LockedImage image) {
    if (!image.ref().tag().isEmpty()) {
      String tag = repository + "_manifests/tags/" + image.ref().tag() + "/";
      addLink(tag + "current", image.digest());
      addLink(tag + "index/" + byDigest(image.digest()), image.digest());
    }
  }

  private void addBlob(Checksum digest, Entry blob) {
    String path = BLOBS + digest.hex().substring(0, 2) + "/" + digest.hex();
    entries.put(path + "/data", blob.linkedAs(path + "/data"));
  }

  private void addLink(String folder, Checksum digest) {
    entries.put(folder + "/link", Entry.of(folder + "/link", digest.toString()));
  }

  private static String byDigest(Checksum digest) {
    return digest.algorithm().label() + "/" + digest.hex();
  }
}
