package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.Problems;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.store.Hashes;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks, when one file turned out to be damaged, which others are: all are told at once, and the
 * next build brings all of them anew.
 */
final class Damage {

  private static final String NEXT_STEP =
      "It changed after it was verified. Run the build again, which fetches it again; if that happens often, check the disk";

  private final Map<Path, Checksum> expected = new TreeMap<>();

  /**
   * All that a lock pins.
   *
   * @param folder holds {@code files/<path>} and {@code images/blobs/sha256/<hex>}
   */
  Damage(Lock lock, Path folder) {
    lock.files()
        .forEach(
            file -> expected.put(folder.resolve(BundleLayout.file(file.path())), file.sha256()));
    lock.images().stream()
        .flatMap(image -> image.blobs().keySet().stream())
        .forEach(digest -> expected.put(folder.resolve(BundleLayout.blob(digest)), digest));
  }

  /** Every damage that is there to be seen; the first one that was noticed if there is none. */
  OfflineException all(IntegrityException noticed) {
    Problems problems = new Problems();
    expected.forEach((file, want) -> look(file, want, problems));
    try {
      problems.throwIfAny();
      return noticed;
    } catch (OfflineException found) {
      return found;
    }
  }

  private static void look(Path file, Checksum want, Problems problems) {
    if (!Files.isRegularFile(file)) {
      return; // The next build brings what is missing, without being told.
    }
    try {
      Checksum got = Hashes.sha256Of(file);
      if (!got.equals(want)) {
        Store.suspect(file);
        problems.add(IntegrityException.mismatch(file.toString(), got, want, NEXT_STEP));
      }
    } catch (IOException e) {
      Store.suspect(file);
      problems.add(
          new OfflineException("%s cannot be read: %s. %s".formatted(file, e, NEXT_STEP), e));
    }
  }
}
