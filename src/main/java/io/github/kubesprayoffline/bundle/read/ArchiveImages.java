package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.oci.ImageSource;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The images within a bundle's archive, which is read and never unpacked: once for the manifests,
 * and once more for the blobs that somebody wants.
 */
final class ArchiveImages implements ImageSource {

  /** Many times what the manifests of all of Kubespray's images come to. */
  private static final long MOST_KEPT_BYTES = 16 << 20;

  private final Bundle bundle;
  private final int threads;
  private final LockedBlobs locked;
  private final Set<Checksum> there = new HashSet<>();
  private final Map<Checksum, byte[]> documents = new HashMap<>();
  private long keptBytes;

  private ArchiveImages(Bundle bundle, int threads) {
    this.bundle = bundle;
    this.threads = threads;
    this.locked = new LockedBlobs(bundle);
  }

  /**
   * Reads an archive to its end, and keeps its manifests and indexes.
   *
   * @param threads how many blobs are given out at a time
   */
  static ArchiveImages read(Bundle bundle, int threads) {
    ArchiveImages images = new ArchiveImages(bundle, threads);
    images.readDocuments();
    return images;
  }

  private void readDocuments() {
    Set<Checksum> known = bundle.header().documents();
    try (BundleReader reader = bundle.readWhole()) {
      BundleItem item;
      while ((item = reader.next()) != null) {
        Optional<Checksum> digest = locked.digest(item);
        digest.ifPresent(there::add);
        if (digest.filter(known::contains).isPresent()) {
          keep(digest.get(), item);
        }
      }
    } catch (IOException e) {
      throw bundle.unreadable(e);
    }
  }

  private void keep(Checksum digest, BundleItem item) throws IOException {
    keptBytes += item.size();
    if (item.size() > BundleHeader.LARGEST_DOCUMENT || keptBytes > MOST_KEPT_BYTES) {
      throw new IntegrityException(
          "%s: %s: refused: the manifests are too large to be true. Run the goal verify on the bundle."
              .formatted(bundle.path(), item.path()));
    }
    documents.put(digest, item.content().readAllBytes());
  }

  @Override
  public List<LayoutIndex.Entry> images() {
    return locked.images();
  }

  @Override
  public boolean has(Checksum digest) {
    return there.contains(digest);
  }

  @Override
  public byte[] document(Checksum digest) {
    byte[] bytes = documents.get(digest);
    if (bytes == null || !Checksum.of(digest.algorithm(), bytes).equals(digest)) {
      throw new IntegrityException(
          "%s: the manifest %s in it is missing or damaged. Run the goal verify on the bundle."
              .formatted(bundle.path(), digest));
    }
    return bytes.clone();
  }

  @Override
  public void give(Collection<Checksum> wanted, Taker taker) {
    Set<Checksum> left = new HashSet<>(wanted);
    if (left.isEmpty()) {
      return;
    }
    try (BundleReader reader = bundle.read();
        BlobRelay relay = new BlobRelay(threads, taker)) {
      BundleItem item;
      while (!left.isEmpty() && !relay.failed() && (item = reader.next()) != null) {
        Optional<Checksum> digest = locked.digest(item).filter(left::remove);
        if (digest.isPresent()) {
          relay.pass(digest.get(), item, offset -> reopen(digest.get(), offset));
        }
      }
      relay.finish();
    } catch (IOException e) {
      throw bundle.unreadable(e);
    }
    if (!left.isEmpty()) {
      throw new IntegrityException(
          "%s has no blob %s.".formatted(bundle.path(), left.iterator().next()));
    }
  }

  /** For a second try: reads the archive from its start up to the blob. */
  private InputStream reopen(Checksum wanted, long offset) throws IOException {
    BundleReader reader = bundle.read();
    try {
      BundleItem item;
      while ((item = reader.next()) != null) {
        if (locked.digest(item).equals(Optional.of(wanted))) {
          item.content().skipNBytes(offset);
          return new Part(item.content(), reader);
        }
      }
      throw new IOException(wanted + " is no longer in " + bundle.path());
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** A part of something that is closed with it. */
  private static final class Part extends FilterInputStream {

    private final Closeable whole;

    Part(InputStream part, Closeable whole) {
      super(part);
      this.whole = whole;
    }

    @Override
    public void close() throws IOException {
      whole.close();
    }
  }
}
