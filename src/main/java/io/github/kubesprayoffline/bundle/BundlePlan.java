package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.archive.Entry;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.SafePath;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockJson;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.ImageBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every file of a bundle with its checksum, before a byte is written.
 *
 * @param name the top folder
 * @param timestamp of every entry
 * @param entries in the order of the archive: {@code SHA256SUMS}, {@code lock.json} and {@code
 *     catalog.json} first, so that a reader that streams knows what to expect; the others by path
 * @param documents the digests of all manifests and indexes
 */
record BundlePlan(String name, Instant timestamp, List<Entry> entries, Set<Checksum> documents) {

  BundlePlan {
    SafePath.requireName(name);
    entries = List.copyOf(entries);
    documents = Set.copyOf(documents);
  }

  /** What of it an older bundle lacks. */
  BundlePlan since(Lock old) {
    return new BundlePlan(name, timestamp, Delta.of(entries, old, documents), documents);
  }

  static BundlePlan of(BundleContents contents) {
    Lock lock = contents.lock();
    SortedMap<String, Entry> entries = new TreeMap<>();
    add(entries, Entry.of(BundleLayout.LOCK, LockJson.write(lock)));
    add(entries, Entry.of(BundleLayout.SBOM, Sbom.of(contents.name(), contents.timestamp(), lock)));
    add(
        entries,
        Entry.of(BundleLayout.README, ReadMe.of(contents.name(), lock, contents.imagePath())));
    add(entries, source(contents));
    for (LockedFile file : lock.files()) {
      String path = BundleLayout.file(file.path());
      add(entries, Entry.of(path, file.sha256(), file.size(), contents.folder().resolve(path)));
    }
    List<Entry> layout = OciLayout.entries(lock, contents.folder());
    layout.forEach(entry -> add(entries, entry));
    Set<Checksum> documents = documents(contents);
    RegistryTree.entries(lock, contents.imagePath(), layout, documents)
        .forEach(entry -> add(entries, entry));
    contents
        .inventory()
        .forEach((path, bytes) -> add(entries, Entry.of(BundleLayout.INVENTORY + path, bytes)));
    contents.generated().forEach((path, bytes) -> add(entries, Entry.of(path, bytes)));
    requireNoFileIsAFolder(entries);
    PortableNames.require(entries.keySet());
    return new BundlePlan(contents.name(), contents.timestamp(), inOrder(entries), documents);
  }

  private static List<Entry> inOrder(SortedMap<String, Entry> entries) {
    List<Entry> ordered = new ArrayList<>();
    SortedMap<String, Checksum> sums = new TreeMap<>();
    entries.forEach((path, entry) -> sums.put(path, entry.sha256()));
    entries.put(BundleLayout.SUMS, Entry.of(BundleLayout.SUMS, Sha256Sums.write(sums)));
    for (String first : BundleLayout.FIRST) {
      Entry entry = entries.remove(first);
      if (entry != null) {
        ordered.add(entry);
      }
    }
    ordered.addAll(entries.values());
    return ordered;
  }

  /** The digests of all manifests and indexes. */
  private static Set<Checksum> documents(BundleContents contents) {
    Problems problems = new Problems();
    Set<Checksum> documents = new TreeSet<>();
    for (LockedImage image : contents.lock().images()) {
      ImageCheck check =
          ImageCheck.of(image, digest -> Optional.of(read(contents.folder(), digest)));
      check.problems().forEach(what -> problems.add(new IntegrityException(what)));
      documents.addAll(check.documents());
    }
    problems.throwIfAny();
    return documents;
  }

  private static byte[] read(Path folder, Checksum digest) {
    Path file = folder.resolve(BundleLayout.blob(digest));
    try {
      return SmallFile.read(file, ImageBudget.MOST_BYTES);
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be read: %s. Run the build again; it brings what is missing"
              .formatted(file, e),
          e);
    }
  }

  private static Entry source(BundleContents contents) {
    Lock lock = contents.lock();
    String path =
        BundleLayout.KUBESPRAY + SourceArchive.fileName(lock.version(), contents.kubespray());
    return Entry.of(path, lock.sourceSha256(), lock.kubesprayArchiveSize(), contents.kubespray());
  }

  private static void add(SortedMap<String, Entry> entries, Entry entry) {
    if (entry.path().equals(BundleLayout.SUMS) || entries.put(entry.path(), entry) != null) {
      throw new InvalidInputException(
          "Two files would be %s in the bundle; rename or exclude one".formatted(entry.path()));
    }
  }

  private static void requireNoFileIsAFolder(SortedMap<String, Entry> entries) {
    for (String path : entries.keySet()) {
      Collection<String> below = entries.subMap(path + "/", path + "0").keySet();
      if (!below.isEmpty()) {
        throw new InvalidInputException(
            "%s would be both a file and the folder of %s in the bundle; exclude one"
                .formatted(path, below.iterator().next()));
      }
    }
  }
}
