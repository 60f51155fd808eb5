package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.registry.BlobContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** An OCI image layout in a folder. */
public final class LayoutFolder implements ImageSource {

  /** A blob's file. */
  private record FileContent(Path file, long size) implements BlobContent {

    @Override
    public InputStream open(long offset) throws IOException {
      SeekableByteChannel channel = Files.newByteChannel(file);
      return Channels.newInputStream(channel.position(offset));
    }
  }

  private final Path folder;
  private final Parallel parallel;

  private LayoutFolder(Path folder, int threads) {
    this.folder = folder;
    this.parallel = new Parallel(threads);
  }

  /**
   * Opens a layout.
   *
   * @param threads how many blobs are given out at a time
   * @throws InvalidInputException if there is none
   */
  public static LayoutFolder open(Path folder, int threads) {
    if (!Files.isRegularFile(folder.resolve("index.json"))) {
      throw new InvalidInputException(
          "%s is no OCI image layout: it has no index.json. Pull the images first."
              .formatted(folder));
    }
    return new LayoutFolder(folder, threads);
  }

  @Override
  public List<LayoutIndex.Entry> images() {
    Path index = folder.resolve("index.json");
    return LayoutIndex.read(index.toString(), read(index));
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
      return new FileContent(path(digest), Files.size(path(digest)));
    } catch (IOException e) {
      throw unreadable(path(digest), e);
    }
  }

  private Path path(Checksum digest) {
    return LayoutWriter.blobPath(folder, digest);
  }

  private static byte[] read(Path file) {
    try {
      return SmallFile.read(file, ImageBudget.MOST_BYTES);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static OfflineException unreadable(Path file, IOException e) {
    return new OfflineException(
        "%s cannot be read: %s. Pull or unpack the images anew.".formatted(file, e), e);
  }
}
