package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.Root;
import io.github.kubesprayoffline.io.SmallFile;
import io.github.kubesprayoffline.io.WholeFolder;
import io.github.kubesprayoffline.json.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Unpacks an archive; every byte is verified while it is written. */
final class BundleUnpacker {

  private final Root root;
  private final Predicate<String> wanted;
  private final Set<String> unpacked = new HashSet<>();
  private SortedMap<String, Checksum> sums = new TreeMap<>();

  private BundleUnpacker(Path folder, Predicate<String> wanted) {
    this.root = new Root(folder);
    this.wanted = wanted;
  }

  /**
   * Unpacks a part of an archive.
   *
   * @param target the folder that it becomes; replaced if it is there
   * @param wanted tells by their paths which files to unpack; what stands first always is
   * @throws IntegrityException if the archive is damaged or hostile; then there is no such folder
   */
  static void unpack(Bundle bundle, Path target, Predicate<String> wanted) {
    Predicate<String> first = BundleLayout.FIRST::contains;
    try (BundleReader reader = bundle.readWhole();
        WholeFolder fresh = WholeFolder.beside(target)) {
      new BundleUnpacker(fresh.draft(), first.or(wanted)).unpack(reader);
      fresh.finish();
    } catch (IntegrityException e) {
      throw new IntegrityException(
          "%s is not sound; nothing of it was unpacked: %s".formatted(bundle.path(), e.oneLine()));
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be unpacked to %s: %s".formatted(bundle.path(), target, e), e);
    }
  }

  private void unpack(BundleReader reader) throws IOException {
    for (BundleItem item = reader.next(); item != null; item = reader.next()) {
      if (wanted.test(item.path())) {
        write(item);
        unpacked.add(item.path());
        if (item.path().equals(BundleLayout.SUMS)) {
          sums = Sha256Sums.read(SmallFile.read(root.at(item.path()), CanonicalJson.LARGEST));
        }
      }
    }
    for (String path : sums.keySet()) {
      if (wanted.test(path) && !unpacked.contains(path)) {
        throw new IntegrityException(path + ": missing");
      }
    }
  }

  private void write(BundleItem item) throws IOException {
    Path file = root.at(item.path());
    Files.createDirectories(file.getParent());
    if (item.linkTarget().isPresent()) {
      link(item, item.linkTarget().get(), file);
      return;
    }
    MessageDigest digest = Checksum.Algorithm.SHA256.newDigest();
    try (OutputStream out =
        new DigestOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), digest)) {
      item.content().transferTo(out);
    }
    requireSum(item.path(), Checksum.of(Checksum.Algorithm.SHA256, digest));
  }

  private void link(BundleItem item, String target, Path file) throws IOException {
    if (!unpacked.contains(target)) {
      throw new InvalidInputException(
          "%s shares its content with %s; unpack both".formatted(item.path(), target));
    }
    if (target.equals(BundleLayout.SUMS)) {
      throw new IntegrityException("%s: it is a link to %s".formatted(item.path(), target));
    }
    requireSum(item.path(), sums.get(target));
    Files.createLink(file, root.at(target));
  }

  private void requireSum(String path, Checksum got) {
    Checksum want = sums.get(path);
    if (!got.equals(want) && !path.equals(BundleLayout.SUMS)) {
      throw new IntegrityException("%s: got %s, want %s".formatted(path, got, want));
    }
  }
}
