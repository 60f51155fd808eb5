package io.github.kubesprayoffline.bundle.read;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads a bundle once: hashes every file, and keeps the small ones that the checks look into. */
public final class BundleScan {

  private static final long MOST_KEPT_BYTES = 64L << 20;

  private static final Set<String> METADATA =
      Set.of(
          BundleLayout.SUMS,
          BundleLayout.LOCK,
          BundleLayout.CATALOG,
          BundleLayout.SBOM,
          BundleLayout.DELTA_LIST,
          BundleLayout.DELTA_SCRIPT);

  private static final List<String> SITE = List.of(BundleLayout.INVENTORY, BundleLayout.EXTRA_VARS);

  private final SortedMap<String, Checksum> hashes = new TreeMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Map<String, byte[]> kept = new HashMap<>();
  private final Supplier<Set<String>> documents = Suppliers.memoize(this::findDocuments);
  private final List<Finding> findings = new ArrayList<>();
  private Optional<Lock> lock = Optional.empty();
  private Optional<SortedMap<String, Checksum>> sums = Optional.empty();
  private long keptBytes;
  private final Optional<Path> source;
  private boolean complete;

  private BundleScan(Optional<Path> source) {
    this.source = source;
  }

  /**
   * Reads to the end, or to where it is no use to read on.
   *
   * @param source where the archive of the Kubespray tree is copied to
   */
  static BundleScan read(BundleReader reader, Optional<Path> source) {
    BundleScan scan = new BundleScan(source);
    String path = "";
    try {
      for (BundleItem item = reader.next(); item != null; item = reader.next()) {
        path = item.path();
        scan.add(item);
      }
      scan.complete = true;
    } catch (IntegrityException e) {
      scan.findings.add(new Finding("", e.getMessage()));
    } catch (IOException e) {
      scan.findings.add(new Finding("", "damaged at or after " + path + ": " + e.getMessage()));
    }
    return scan;
  }

  /** The sha256 of each file. */
  public SortedMap<String, Checksum> hashes() {
    return hashes;
  }

  /** The size of a file; empty if it was not read, or is a link. */
  public Optional<Long> size(String path) {
    return Optional.ofNullable(sizes.get(path));
  }

  /** The content of a small file that the checks look into. */
  public Optional<byte[]> content(String path) {
    return Optional.ofNullable(kept.get(path));
  }

  /** The lock; empty if it is not there or cannot be read. */
  public Optional<Lock> lock() {
    return lock;
  }

  /** The contents of the small files in a folder that the checks look into, by path from there. */
  public SortedMap<String, byte[]> contentBelow(String folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    kept.forEach(
        (path, content) -> {
          if (path.startsWith(folder)) {
            files.put(path.substring(folder.length()), content);
          }
        });
    return files;
  }

  /** Where the archive of the Kubespray tree was copied to; empty if it was not. */
  public Optional<Path> source() {
    return source.filter(Files::exists);
  }

  /** What SHA256SUMS says. */
  public Optional<SortedMap<String, Checksum>> sums() {
    return sums;
  }

  /** What the bundle claims to hold: as SHA256SUMS says, or else as it is. */
  public SortedMap<String, Checksum> claimed() {
    return sums.orElse(hashes);
  }

  /** What was found while reading. */
  public List<Finding> findings() {
    return findings;
  }

  /** Whether every file was read. */
  public boolean isComplete() {
    return complete;
  }

  /** The bytes of all contents, shared ones once. */
  public long totalSize() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private void add(BundleItem item) throws IOException {
    String path = item.path();
    requireFirst(path);
    if (item.linkTarget().isPresent()) {
      hashes.put(path, hashes.get(item.linkTarget().get()));
      return;
    }
    boolean keep = isLookedInto(item);
    MessageDigest digest = Checksum.Algorithm.SHA256.newDigest();
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (OutputStream out = keep ? copy : aside(path)) {
      item.content().transferTo(new DigestOutputStream(out, digest));
    }
    hashes.put(path, Checksum.of(Checksum.Algorithm.SHA256, digest));
    sizes.put(path, item.size());
    if (keep) {
      kept.put(path, copy.toByteArray());
      understand(path, copy.toByteArray());
    }
  }

  /** Else it would not have been known which blobs are manifests. */
  private void requireFirst(String path) {
    boolean tellsManifests = path.equals(BundleLayout.SUMS) || path.equals(BundleLayout.LOCK);
    if (tellsManifests) {
      hashes.tailMap(BundleLayout.BLOBS).keySet().stream()
          .findFirst()
          .filter(other -> other.startsWith(BundleLayout.BLOBS))
          .ifPresent(
              blob ->
                  findings.add(new Finding(path, "must come before " + blob + ", and does not")));
    }
  }

  /** Where the content goes of what is not kept. */
  private OutputStream aside(String path) throws IOException {
    return source.isPresent() && path.startsWith(BundleLayout.KUBESPRAY)
        ? Files.newOutputStream(source.get())
        : OutputStream.nullOutputStream();
  }

  /** Metadata, the inventory, manifests and indexes. */
  private boolean isLookedInto(BundleItem item) {
    String path = item.path();
    boolean document = path.startsWith(BundleLayout.BLOBS) && documents.get().contains(path);
    boolean keep = document || METADATA.contains(path) || SITE.stream().anyMatch(path::startsWith);
    keptBytes += keep ? item.size() : 0;
    if (keptBytes > MOST_KEPT_BYTES || (document && item.size() > BundleHeader.LARGEST_DOCUMENT)) {
      throw new IntegrityException(
          path + ": refused: the inventory and the manifests are too large to be true");
    }
    return keep;
  }

  /** Asked for at the first blob, when all that tells them has been read. */
  private Set<String> findDocuments() {
    if (lock.isEmpty()) {
      return Set.of();
    }
    SortedMap<String, Checksum> known = sums.orElseGet(TreeMap::new);
    return new BundleHeader(lock.get(), known)
        .documents().stream().map(BundleLayout::blob).collect(Collectors.toSet());
  }

  private void understand(String path, byte[] content) {
    try {
      if (path.equals(BundleLayout.SUMS)) {
        sums = Optional.of(Sha256Sums.read(content));
      } else if (path.equals(BundleLayout.LOCK)) {
        lock = Optional.of(LockJson.read(path, content));
      }
    } catch (OfflineException e) {
      findings.add(new Finding(path, e.getMessage()));
    }
  }
}
