package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a bundle once: hashes every file, and keeps the small ones that the checks look into. */
final class BundleScan {

  private static final long MOST_KEPT_BYTES = 64L << 20;

  /** What registries take as a manifest at most. */
  private static final long LARGEST_MANIFEST = 4L << 20;

  private static final int BUFFER = 1 << 16;

  private final SortedMap<String, Checksum> hashes = new TreeMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Map<String, byte[]> kept = new HashMap<>();
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
  static BundleScan of(BundleReader reader, Optional<Path> source) {
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
  SortedMap<String, Checksum> hashes() {
    return hashes;
  }

  /** The size of a file; empty if it was not read, or is a link. */
  Optional<Long> size(String path) {
    return Optional.ofNullable(sizes.get(path));
  }

  /** The content of a small file that the checks look into. */
  Optional<byte[]> content(String path) {
    return Optional.ofNullable(kept.get(path));
  }

  Optional<Lock> lock() {
    return lock;
  }

  /** What the selection was made of; empty where the tree was not copied, or is not there. */
  Optional<BundleInputs> inputs() {
    return source
        .filter(copy -> Files.exists(copy) && kept.containsKey(BundlePlan.CATALOG))
        .map(
            copy ->
                new BundleInputs(
                    copy,
                    new String(kept.get(BundlePlan.CATALOG), StandardCharsets.UTF_8),
                    keptBelow(BundlePlan.INVENTORY),
                    keptBelow(BundlePlan.EXTRA_VARS)));
  }

  private SortedMap<String, byte[]> keptBelow(String folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    kept.forEach(
        (path, content) -> {
          if (path.startsWith(folder)) {
            files.put(path.substring(folder.length()), content);
          }
        });
    return files;
  }

  /** What SHA256SUMS says. */
  Optional<SortedMap<String, Checksum>> sums() {
    return sums;
  }

  /** What the bundle claims to hold: as SHA256SUMS says, or else as it is. */
  SortedMap<String, Checksum> claimed() {
    return sums.orElse(hashes);
  }

  /** What was found while reading. */
  List<Finding> findings() {
    return findings;
  }

  /** Whether every file was read. */
  boolean isComplete() {
    return complete;
  }

  /** The bytes of all contents, shared ones once. */
  long totalSize() {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private void add(BundleItem item) throws IOException {
    String path = item.path();
    if (item.linkTarget().isPresent()) {
      hashes.put(path, hashes.get(item.linkTarget().get()));
      return;
    }
    InputStream in = new BufferedInputStream(item.content(), BUFFER);
    boolean keep = isLookedInto(item, in);
    MessageDigest digest = Checksum.Algorithm.SHA256.newDigest();
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (OutputStream out = keep ? copy : aside(path)) {
      transfer(in, new DigestOutputStream(out, digest));
    }
    hashes.put(path, Checksum.of(Checksum.Algorithm.SHA256, digest));
    sizes.put(path, item.size());
    if (keep) {
      kept.put(path, copy.toByteArray());
      understand(path, copy.toByteArray());
    }
  }

  /** Where the content goes of what is not kept. */
  private OutputStream aside(String path) throws IOException {
    return source.isPresent() && path.startsWith(BundlePlan.KUBESPRAY)
        ? Files.newOutputStream(source.get())
        : OutputStream.nullOutputStream();
  }

  /** Metadata, the inventory, and those blobs that may be manifests. */
  private boolean isLookedInto(BundleItem item, InputStream in) throws IOException {
    boolean keep =
        BundlePlan.FIRST.contains(item.path())
            || item.path().equals(Delta.LIST)
            || item.path().equals(Delta.SCRIPT)
            || item.path().equals(BundlePlan.SBOM)
            || item.path().startsWith(BundlePlan.INVENTORY)
            || item.path().startsWith(BundlePlan.EXTRA_VARS)
            || (item.path().startsWith(OciLayout.BLOBS)
                && item.size() <= LARGEST_MANIFEST
                && mayBeJson(in));
    keptBytes += keep ? item.size() : 0;
    if (keptBytes > MOST_KEPT_BYTES) {
      throw new IntegrityException(
          item.path() + ": refused: the inventory and the manifests are too large to be true");
    }
    return keep;
  }

  /** JSON's own white space: to Java a gzip header begins with some, too. */
  private static boolean mayBeJson(InputStream in) throws IOException {
    in.mark(1);
    int first = in.read();
    in.reset();
    return first > 0 && "{ \t\r\n".indexOf(first) >= 0;
  }

  private static void transfer(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
  }

  private void understand(String path, byte[] content) {
    try {
      if (path.equals(Sha256Sums.FILE)) {
        sums = Optional.of(Sha256Sums.read(content));
      } else if (path.equals(BundlePlan.LOCK)) {
        lock = Optional.of(LockJson.read(path, content));
      }
    } catch (OfflineException e) {
      findings.add(new Finding(path, e.getMessage()));
    }
  }
}
