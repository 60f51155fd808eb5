package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.io.WholeFile;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.LayoutFiles;
import io.github.kubesprayoffline.oci.LayoutIndex;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes a folder the OCI image layout of some images: links their blobs from the store, takes away
 * what belongs to none of them, and names them in index.json at last.
 */
public final class LayoutWriter {

  private final Path folder;
  private final Store store;

  /** Writes to this folder what the store has. */
  public LayoutWriter(Path folder, Store store) {
    this.folder = folder;
    this.store = store;
  }

  /**
   * Writes the layout.
   *
   * @param blobs every blob of the images, by the digest that they call it by
   */
  public void write(List<LockedImage> images, Map<Checksum, Blob> blobs) {
    try {
      Set<Path> wanted = new TreeSet<>();
      for (LockedImage image : images) {
        for (Checksum digest : image.blobs().keySet()) {
          Path target = blobPath(folder, digest);
          if (wanted.add(target)) {
            link(blobs.get(digest), target);
          }
        }
      }
      removeOthers(wanted);
      replace(LayoutFiles.MARKER, LayoutFiles.marker());
      replace(LayoutFiles.INDEX, LayoutIndex.write(entries(images)));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Adds an image whose blobs are all in the store, or replaces the one of that name. */
  public void add(LockedImage image) {
    try {
      for (Checksum digest : image.blobs().keySet()) {
        link(stored(image, digest), blobPath(folder, digest));
      }
      List<LayoutIndex.Entry> entries = new ArrayList<>(entries(List.of(image)));
      Path index = folder.resolve(LayoutFiles.INDEX);
      if (Files.exists(index)) {
        LayoutIndex.read(index.toString(), SmallFile.read(index, CanonicalJson.LARGEST)).stream()
            .filter(other -> !other.ref().equals(image.ref()))
            .forEach(entries::add);
      }
      replace(LayoutFiles.MARKER, LayoutFiles.marker());
      replace(LayoutFiles.INDEX, LayoutIndex.write(entries));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private Blob stored(LockedImage image, Checksum digest) {
    return store
        .find(digest)
        .orElseThrow(
            () ->
                new OfflineException(
                    "%s: %s is no longer in the store. Run it again."
                        .formatted(image.ref(), digest)));
  }

  /** Where a layout in a folder has a blob. */
  public static Path blobPath(Path folder, Checksum digest) {
    return folder.resolve(LayoutFiles.blob(digest));
  }

  private OfflineException unwritable(IOException e) {
    return new OfflineException(
        "The image layout %s cannot be written: %s. Check its disk.".formatted(folder, e), e);
  }

  private void link(Blob blob, Path target) throws IOException {
    if (!Files.exists(target) || !Files.isSameFile(target, blob.path())) {
      store.link(blob, target);
    }
  }

  private void removeOthers(Set<Path> wanted) throws IOException {
    Path blobs = folder.resolve(LayoutFiles.BLOBS);
    if (!Files.isDirectory(blobs)) {
      return;
    }
    List<Path> others;
    try (Stream<Path> files = Files.walk(blobs)) {
      others = files.filter(Files::isRegularFile).filter(file -> !wanted.contains(file)).toList();
    }
    for (Path other : others) {
      Files.delete(other);
    }
  }

  private void replace(String name, byte[] content) throws IOException {
    Files.createDirectories(folder);
    WholeFile.write(folder.resolve(name), out -> out.write(content));
  }

  private static List<LayoutIndex.Entry> entries(List<LockedImage> images) {
    return images.stream().map(LockedImage::layoutEntry).toList();
  }
}
