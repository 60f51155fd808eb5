package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.json.CanonicalJson;
import io.github.kubesprayoffline.oci.BlobContent;
import io.github.kubesprayoffline.oci.ImageSource;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** An OCI image layout in a folder. */
public final class LayoutFolder implements ImageSource {

  /** A blob's file. */
  private record FileContent(Root root, String path, long size) implements BlobContent {

    @Override
    public InputStream open(long offset) throws IOException {
      InputStream file = root.open(path);
      file.skipNBytes(offset);
      return file;
    }
  }

  private static final String INDEX = "index.json";

  private final Root root;
  private final List<LayoutIndex.Entry> images;
  private final Parallel parallel;

  private LayoutFolder(Path folder, List<LayoutIndex.Entry> images, int threads) {
    this.root = new Root(folder);
    this.images = List.copyOf(images);
    this.parallel = new Parallel(threads);
  }

  /**
   * Opens a layout.
   *
   * @param threads how many blobs are given out at a time
   * @throws InvalidInputException if there is none
   */
  public static LayoutFolder open(Path folder, int threads) {
    Path index = new Root(folder).at(INDEX);
    if (!Files.isRegularFile(index)) {
      throw new InvalidInputException(
          "%s is no OCI image layout: it has no index.json. Pull the images first."
              .formatted(folder));
    }
    return open(folder, LayoutIndex.read(index.toString(), read(index)), threads);
  }

  /**
   * Opens a layout of which somebody else says what is in it.
   *
   * @param images by their names
   * @param threads how many blobs are given out at a time
   */
  public static LayoutFolder open(Path folder, List<LayoutIndex.Entry> images, int threads) {
    return new LayoutFolder(folder, images, threads);
  }

  @Override
  public List<LayoutIndex.Entry> images() {
    return images;
  }

  @Override
  public boolean has(Checksum digest) {
    return Files.isRegularFile(path(digest));
  }

  @Override
  public byte[] document(Checksum digest) {
    byte[] bytes = read(path(digest));
    Checksum got = Checksum.of(digest.algorithm(), bytes);
    if (!got.equals(digest)) {
      throw IntegrityException.mismatch(
          path(digest).toString(), got, digest, "Pull or unpack the images anew.");
    }
    return bytes;
  }

  @Override
  public void give(Collection<Checksum> wanted, Taker taker) {
    FirstFailure failure = new FirstFailure();
    parallel.forEach(wanted, digest -> failure.attempt(() -> taker.take(digest, content(digest))));
    failure.throwIfAny();
  }

  private BlobContent content(Checksum digest) {
    try {
      return new FileContent(root, relative(digest), Files.size(path(digest)));
    } catch (IOException e) {
      throw unreadable(path(digest), e);
    }
  }

  private Path path(Checksum digest) {
    return root.at(relative(digest));
  }

  private static String relative(Checksum digest) {
    return "blobs/%s/%s".formatted(digest.algorithm().label(), digest.hex());
  }

  private static byte[] read(Path file) {
    try {
      return SmallFile.read(file, CanonicalJson.LARGEST);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static OfflineException unreadable(Path file, IOException e) {
    return new OfflineException(
        "%s cannot be read: %s. Pull or unpack the images anew.".formatted(file, e), e);
  }
}
