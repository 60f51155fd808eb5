package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.lock.Lock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Proves a bundle whole, untampered and closed: every byte is covered by a checksum, every checksum
 * by the lock, every image by the blobs that it needs, and there is nothing else.
 */
public final class BundleVerifier {

  private BundleVerifier() {}

  /**
   * Verifies a bundle in one pass, and reports all that is wrong with it.
   *
   * @param bundle the archive, the first of its volumes, or the unpacked top folder
   * @throws OfflineException if it cannot be read at all
   */
  public static VerifyReport verify(Path bundle) {
    try (BundleReader reader = BundleReader.open(bundle)) {
      BundleScan scan = BundleScan.of(reader);
      List<Finding> findings = new ArrayList<>(scan.findings());
      SumsCheck.check(scan, findings);
      scan.lock().ifPresent(lock -> checkLocked(scan, lock, findings));
      return new VerifyReport(
          bundle, scan.lock(), scan.hashes().size(), scan.totalSize(), findings);
    } catch (IOException e) {
      throw new OfflineException("%s cannot be read: %s".formatted(bundle, e), e);
    }
  }

  private static void checkLocked(BundleScan scan, Lock lock, List<Finding> findings) {
    LockCheck.check(scan, lock, findings);
    lock.images().forEach(image -> new ImageCheck(scan, image, findings).check());
  }
}
