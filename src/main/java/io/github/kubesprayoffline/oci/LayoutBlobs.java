package io.github.kubesprayoffline.oci;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.json.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The blobs of an OCI image layout in a folder, by their digests. */
public final class LayoutBlobs {

  private static final String NEXT_STEP = "Pull or unpack the images again.";

  /** A blob's file. */
  private record FileContent(Root root, String path, long size) implements BlobContent {

    @Override
    public InputStream open(long offset) throws IOException {
      InputStream file = root.open(path);
      file.skipNBytes(offset);
      return file;
    }
  }

  private final Root root;

  /**
   * The blobs of a layout.
   *
   * @param root its folder
   */
  public LayoutBlobs(Root root) {
    this.root = root;
  }

  /** Whether a blob is here. */
  public boolean has(Checksum digest) {
    return Files.isRegularFile(path(digest));
  }

  /**
   * The bytes of a manifest or an index.
   *
   * @throws IntegrityException if they are not the ones that the digest names
   */
  public byte[] document(Checksum digest) {
    Path file = path(digest);
    byte[] bytes = read(file);
    Checksum got = Checksum.of(digest.algorithm(), bytes);
    if (!got.equals(digest)) {
      throw IntegrityException.mismatch(file.toString(), got, digest, NEXT_STEP);
    }
    return bytes;
  }

  /**
   * A blob to send; its bytes are not verified.
   *
   * @throws OfflineException if it is not here
   */
  public BlobContent content(Checksum digest) {
    Path file = path(digest);
    try {
      return new FileContent(root, LayoutFiles.blob(digest), Files.size(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private Path path(Checksum digest) {
    return root.at(LayoutFiles.blob(digest));
  }

  private static byte[] read(Path file) {
    try {
      return SmallFile.read(file, CanonicalJson.LARGEST);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static OfflineException unreadable(Path file, IOException e) {
    return new OfflineException("%s cannot be read: %s. %s".formatted(file, e, NEXT_STEP), e);
  }
}
