package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.read.BundleItem;
import io.github.kubesprayoffline.bundle.read.BundleReader;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.image.LayoutFolder;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockJson;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.ImageSource;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The images within a bundle's archive, which is read and never unpacked: once for the manifests,
 * and once more for the blobs that somebody wants.
 */
public final class BundleImages implements ImageSource {

  private static final Pattern BLOB = Pattern.compile("images/blobs/(\\w+)/([0-9a-f]+)");

  private static final String LOCK = "lock.json";

  /** What registries take as a manifest at most. */
  private static final long LARGEST_MANIFEST = 4 << 20;

  /** What is kept of the first reading beside the manifests that the lock names. */
  private static final long LARGEST_OTHER_DOCUMENT = 1 << 20;

  /** Many times what the manifests of all of Kubespray's images come to. */
  private static final long MOST_KEPT_BYTES = 16 << 20;

  private final Path bundle;
  private final int threads;
  private final List<LayoutIndex.Entry> images = new ArrayList<>();
  private final Set<Checksum> manifests = new HashSet<>();
  private final Map<Checksum, Long> locked = new HashMap<>();
  private final Set<Checksum> there = new HashSet<>();
  private final Map<Checksum, byte[]> documents = new HashMap<>();
  private long keptBytes;

  private BundleImages(Path bundle, int threads) {
    this.bundle = bundle;
    this.threads = threads;
  }

  /**
   * The images of a bundle.
   *
   * @param bundle the archive, the first of its volumes, or the unpacked top folder
   * @param threads how many blobs are given out at a time
   * @throws InvalidInputException if there is no bundle, or a delta
   */
  public static ImageSource open(Path bundle, int threads) {
    if (Files.isDirectory(bundle)) {
      Root root = new Root(bundle);
      Lock lock = Bundle.open(bundle).unpack(bundle).lock();
      return LayoutFolder.open(root.at("images"), entries(lock), threads);
    }
    BundleImages opened = new BundleImages(bundle, threads);
    Doing.step("reading the bundle " + bundle, opened::look);
    return opened;
  }

  @Override
  public List<LayoutIndex.Entry> images() {
    return List.copyOf(images);
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
              .formatted(bundle, digest));
    }
    return bytes.clone();
  }

  @Override
  public void give(Collection<Checksum> wanted, Taker taker) {
    Set<Checksum> left = new HashSet<>(wanted);
    if (left.isEmpty()) {
      return;
    }
    try (BundleReader reader = Bundle.open(bundle).readWhole();
        BlobRelay relay = new BlobRelay(threads, taker)) {
      BundleItem item;
      while (!left.isEmpty() && !relay.failed() && (item = reader.next()) != null) {
        Optional<Checksum> digest = digest(item);
        if (digest.isPresent() && left.remove(digest.get())) {
          relay.pass(digest.get(), item, offset -> reopen(digest.get(), offset));
        }
      }
      relay.finish();
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (!left.isEmpty()) {
      throw new IntegrityException("%s has no blob %s.".formatted(bundle, left.iterator().next()));
    }
  }

  private void look() {
    try (BundleReader reader = Bundle.open(bundle).readWhole()) {
      BundleItem item;
      while ((item = reader.next()) != null) {
        if (item.path().equals(LOCK)) {
          learn(LockJson.read(bundle + "/" + LOCK, item.content().readAllBytes()));
        } else {
          note(item);
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void learn(Lock lock) {
    images.addAll(entries(lock));
    for (LockedImage image : lock.images()) {
      manifests.add(image.digest());
      manifests.addAll(image.manifests().values());
      locked.putAll(image.blobs());
    }
  }

  private static List<LayoutIndex.Entry> entries(Lock lock) {
    return lock.images().stream()
        .map(i -> new LayoutIndex.Entry(i.ref(), i.mediaType(), i.digest(), i.size()))
        .toList();
  }

  private void note(BundleItem item) throws IOException {
    Optional<Checksum> digest = digest(item).filter(locked::containsKey);
    if (digest.isEmpty()) {
      return;
    }
    if (item.size() != locked.get(digest.get())) {
      throw new IntegrityException(
          "%s: %s has %d bytes, the lock says %d. Run the goal verify on the bundle."
              .formatted(bundle, item.path(), item.size(), locked.get(digest.get())));
    }
    there.add(digest.get());
    boolean manifest = manifests.contains(digest.get());
    if (manifest && item.size() > LARGEST_MANIFEST) {
      throw tooLarge(item);
    }
    if (manifest || item.size() <= LARGEST_OTHER_DOCUMENT) {
      keepDocument(digest.get(), item);
    }
  }

  private IntegrityException tooLarge(BundleItem item) {
    return new IntegrityException(
        "%s: %s: refused: the manifests are too large to be true. Run the goal verify on the bundle."
            .formatted(bundle, item.path()));
  }

  /** Manifests that only an index names are told from configs by what they say of themselves. */
  private void keepDocument(Checksum digest, BundleItem item) throws IOException {
    int first = item.content().read();
    if (first != '{') {
      return;
    }
    byte[] bytes = new byte[(int) item.size()];
    bytes[0] = '{';
    item.content().readNBytes(bytes, 1, bytes.length - 1);
    if (manifests.contains(digest) || mayBeManifest(bytes)) {
      keptBytes += bytes.length;
      if (keptBytes > MOST_KEPT_BYTES) {
        throw tooLarge(item);
      }
      documents.put(digest, bytes);
    }
  }

  private static boolean mayBeManifest(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains("\"schemaVersion\"") || text.contains("\"mediaType\"");
  }

  /** For a second try: reads the archive from its start up to the blob. */
  private InputStream reopen(Checksum wanted, long offset) throws IOException {
    byte[] kept = documents.get(wanted);
    if (kept != null) {
      return new ByteArrayInputStream(kept, (int) offset, (int) (kept.length - offset));
    }
    BundleReader reader = Bundle.open(bundle).readWhole();
    BundleItem item;
    while ((item = reader.next()) != null) {
      if (digest(item).equals(Optional.of(wanted))) {
        item.content().skipNBytes(offset);
        return new ClosingStream(item.content(), reader);
      }
    }
    reader.close();
    throw new IOException(wanted + " is no longer in " + bundle);
  }

  private static Optional<Checksum> digest(BundleItem item) {
    Matcher blob = BLOB.matcher(item.path());
    return blob.matches() && item.linkTarget().isEmpty()
        ? Optional.of(Checksum.parse(blob.group(1) + ":" + blob.group(2)))
        : Optional.empty();
  }

  private OfflineException unreadable(IOException e) {
    return new OfflineException(
        "%s cannot be read: %s. Run the goal verify on the bundle.".formatted(bundle, e), e);
  }
}
