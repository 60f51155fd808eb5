package io.github.kubesprayoffline.bundle.verify;

import io.github.kubesprayoffline.bundle.ImageCheck;
import io.github.kubesprayoffline.bundle.PortableNames;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.read.BundleScan;
import io.github.kubesprayoffline.bundle.read.Finding;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockDrift;
import io.github.kubesprayoffline.lock.LockedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Proves a bundle whole, untampered and closed: every byte is covered by a checksum, every checksum
 * by the lock, every image by the blobs that it needs, and there is nothing else.
 */
public final class BundleVerifier {

  private final BundleScan scan;
  private final Optional<Remaker> remaker;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private BundleVerifier(BundleScan scan, Optional<Remaker> remaker) {
    this.scan = scan;
    this.remaker = remaker;
  }

  /**
   * Verifies a bundle in one pass, and reports all that is wrong with it but for what was made for
   * it.
   *
   * @param bundle the archive, the first of its volumes, or the unpacked top folder
   * @throws OfflineException if it cannot be read at all
   */
  public static VerifyReport verify(Path bundle) {
    return verify(bundle, Optional.empty(), Optional.empty());
  }

  /**
   * Verifies a bundle, also what was made for it, and takes out what its selection was made of.
   *
   * @param source where the archive of the Kubespray tree is copied to
   */
  public static VerifyReport verify(Path bundle, Path source, Remaker remaker) {
    return verify(bundle, Optional.of(source), Optional.of(remaker));
  }

  private static VerifyReport verify(
      Path bundle, Optional<Path> source, Optional<Remaker> remaker) {
    return new BundleVerifier(Bundle.open(bundle).scan(source), remaker).report(bundle);
  }

  private VerifyReport report(Path bundle) {
    findings.addAll(scan.findings());
    Optional<String> configured =
        Files.isDirectory(bundle) ? SiteEdits.configured(scan) : Optional.empty();
    configured.ifPresent(notes::add);
    SumsCheck.check(scan, configured.map(note -> SiteEdits.OVERLAY), findings);
    findings.addAll(PortableNames.findings(scan.claimed().keySet()));
    scan.lock().ifPresentOrElse(this::checkLocked, this::requireLock);
    return new VerifyReport(
        bundle,
        scan.lock(),
        scan.hashes().size(),
        scan.totalSize(),
        BundleInputs.in(scan),
        findings,
        notes);
  }

  private void checkLocked(Lock lock) {
    Set<Checksum> documents = new HashSet<>();
    for (LockedImage image : lock.images()) {
      ImageCheck check = ImageCheck.of(image, digest -> document(scan, digest));
      check.problems().forEach(what -> findings.add(new Finding(BundleLayout.IMAGES, what)));
      documents.addAll(check.documents());
    }
    Optional<ImagePath> imagePath = LockCheck.imagePath(scan, lock);
    LockCheck.check(scan, lock, documents, imagePath, findings);
    checkCatalog(scan, lock, findings);
    remaker.ifPresent(again -> checkMade(new MadeCheck(scan, lock, again, findings), imagePath));
  }

  private void requireLock() {
    if (findings.isEmpty()) {
      findings.add(new Finding(BundleLayout.LOCK, "missing, and every bundle has it"));
    }
  }

  /** An inventory is evaluated only once it is the one that the lock names. */
  private void checkMade(MadeCheck made, Optional<ImagePath> imagePath) {
    made.checkLocked(imagePath.orElse(ImagePath.KEEP));
    if (findings.isEmpty() && scan.isComplete()) {
      BundleInputs.in(scan).ifPresent(made::checkConfigured);
    }
    if (findings.isEmpty()) {
      made.note().ifPresent(notes::add);
    }
  }

  /** Everything that the catalog selects is locked, and nothing else is. */
  private static void checkCatalog(BundleScan scan, Lock lock, List<Finding> findings) {
    String path = BundleLayout.CATALOG;
    try {
      scan.content(path)
          .map(bytes -> LockDrift.differences(lock, path, bytes))
          .orElse(List.of())
          .forEach(what -> findings.add(new Finding(path, "is not what the lock has: " + what)));
    } catch (OfflineException e) {
      findings.add(new Finding(path, e.getMessage()));
    }
  }

  /** A manifest or index; empty if it is missing or damaged, which is another finding. */
  private static Optional<byte[]> document(BundleScan scan, Checksum digest) {
    String path = BundleLayout.blob(digest);
    return scan.content(path).filter(bytes -> digest.equals(scan.hashes().get(path)));
  }
}
