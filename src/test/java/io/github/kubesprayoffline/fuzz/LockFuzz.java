package io.github.kubesprayoffline.fuzz;

import io.github.kubesprayoffline.catalog.CatalogJson;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockDrift;
import io.github.kubesprayoffline.lock.LockJson;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.nio.file.Path;

/**
 * A lock, a catalog, a site's record: what is read can be written and read again, and stays below
 * its folder.
 */
public final class LockFuzz {

  private static final Path FOLDER = Path.of("/folder");

  private LockFuzz() {}

  /** What is loaded once is no input's fault. */
  public static void fuzzerInitialize() {
    FuzzTarget.LOCK.warmUp();
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    attempt(() -> CatalogJson.read("catalog.json", input));
    attempt(() -> SiteFiles.read(input));
    attempt(() -> check(LockJson.read("lock.json", input), input));
  }

  private static void attempt(Runnable reading) {
    try {
      reading.run();
    } catch (OfflineException e) {
      // Refused, in our own words.
    }
  }

  private static void check(Lock lock, byte[] input) {
    for (LockedFile file : lock.files()) {
      Path place = FOLDER.resolve(file.path()).normalize();
      if (!place.startsWith(FOLDER) || place.equals(FOLDER)) {
        throw new AssertionError("leads out: " + file.path());
      }
    }
    byte[] written = LockJson.write(lock);
    if (!LockJson.read("written.json", written).equals(lock)) {
      throw new AssertionError("not the same after writing and reading");
    }
    LockDrift.differences(lock, "catalog.json", input);
  }
}
