package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockJson;
import java.io.IOException;
import java.nio.file.Path;

/** Finds the lock of whatever a user points at. */
public final class BundleLocks {

  private BundleLocks() {}

  /**
   * Reads a lock.
   *
   * @param lockOrBundle a lock's file, a bundle's archive, the first of its volumes, or an unpacked
   *     bundle. Of an archive only the beginning is read
   * @throws InvalidInputException if there is none
   */
  public static Lock read(Path lockOrBundle) {
    if (lockOrBundle.toString().endsWith(".json")) {
      return LockJson.read(lockOrBundle);
    }
    try (BundleReader reader = BundleReader.open(lockOrBundle)) {
      for (BundleItem item = reader.next(); item != null; item = reader.next()) {
        if (item.path().equals(BundlePlan.LOCK)) {
          return LockJson.read(lockOrBundle + " " + BundlePlan.LOCK, item.content().readAllBytes());
        }
        if (!BundlePlan.FIRST.contains(item.path())) {
          break;
        }
      }
    } catch (IOException e) {
      throw new InvalidInputException("%s cannot be read: %s".formatted(lockOrBundle, e), e);
    }
    throw new InvalidInputException(
        "%s has no %s: it is not a bundle".formatted(lockOrBundle, BundlePlan.LOCK));
  }
}
