package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.io.Workers;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.oci.ImageSource;
import io.github.kubesprayoffline.oci.LayoutBlobs;
import io.github.kubesprayoffline.oci.LayoutFiles;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** An OCI image layout in a folder. */
public final class LayoutFolder implements ImageSource {

  private final LayoutBlobs blobs;
  private final List<LayoutIndex.Entry> images;
  private final int threads;

  private LayoutFolder(Path folder, List<LayoutIndex.Entry> images, int threads) {
    this.blobs = new LayoutBlobs(new Root(folder));
    this.images = List.copyOf(images);
    this.threads = threads;
  }

  /**
   * Opens a layout.
   *
   * @param threads how many blobs are given out at a time
   * @throws InvalidInputException if there is none
   */
  public static LayoutFolder open(Path folder, int threads) {
    Path index = new Root(folder).at(LayoutFiles.INDEX);
    if (!Files.isRegularFile(index)) {
      throw new InvalidInputException(
          "%s is no OCI image layout: it has no index.json. Pull the images first."
              .formatted(folder));
    }
    return new LayoutFolder(folder, LayoutIndex.read(index.toString(), read(index)), threads);
  }

  @Override
  public List<LayoutIndex.Entry> images() {
    return images;
  }

  @Override
  public boolean has(Checksum digest) {
    return blobs.has(digest);
  }

  @Override
  public byte[] document(Checksum digest) {
    return blobs.document(digest);
  }

  @Override
  public void give(Collection<Checksum> wanted, Taker taker) {
    Workers.untilFailure(
        "blobs", threads, wanted, digest -> taker.take(digest, blobs.content(digest)));
  }

  private static byte[] read(Path index) {
    try {
      return SmallFile.read(index, CanonicalJson.LARGEST);
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be read: %s. Pull or unpack the images again.".formatted(index, e), e);
    }
  }
}
