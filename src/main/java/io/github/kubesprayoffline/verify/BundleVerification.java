package io.github.kubesprayoffline.verify;

import io.github.kubesprayoffline.bundle.verify.BundleInputs;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.bundle.verify.VerifyReport;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.Lines;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.io.FileTree;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.SiteFiles;
import io.github.kubesprayoffline.overlay.MirrorMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Verifies a bundle in one pass, and proves that its inventory asks for nothing that is not in it.
 */
public final class BundleVerification {

  private final Path bundle;
  private final Path work;
  private final Optional<Path> vaultPasswordFile;
  private final Optional<Path> inventory;

  private BundleVerification(
      Path bundle, Path work, Optional<Path> vaultPasswordFile, Optional<Path> inventory) {
    this.bundle = bundle;
    this.work = work;
    this.vaultPasswordFile = vaultPasswordFile;
    this.inventory = inventory;
  }

  /**
   * Verifies a bundle.
   *
   * @param bundle the archive, the first of its volumes, or the unpacked top folder
   * @param folder where the tree is unpacked for a while
   * @param vaultPasswordFile for {@code !vault} values of its inventory
   * @param inventory what the bundle must have been made for; empty for whatever it was
   * @throws IntegrityException if it is not sound
   * @throws InvalidInputException if it was made for another inventory
   * @throws OfflineException if something selected would ask the internet, or for what is not there
   */
  public static VerifyReport verify(
      Path bundle, Path folder, Optional<Path> vaultPasswordFile, Optional<Path> inventory) {
    try {
      Files.createDirectories(folder);
      Path work = Files.createTempDirectory(folder, "verify");
      try {
        return new BundleVerification(bundle, work, vaultPasswordFile, inventory).verify();
      } finally {
        FileTree.delete(work);
      }
    } catch (IOException e) {
      throw new OfflineException(
          "%s cannot be written: %s. Is there space, and may you write there?".formatted(folder, e),
          e);
    }
  }

  private VerifyReport verify() {
    BundledSite site = new BundledSite(work, vaultPasswordFile);
    try (BundleRemaker remaker = new BundleRemaker(site)) {
      VerifyReport report =
          Doing.what(
              "reading the bundle " + bundle,
              () -> BundleVerifier.verify(bundle, site.source(), remaker));
      report.requireSound();
      report
          .inputs()
          .ifPresent(inputs -> requireClosed(site, remaker, report.lock().orElseThrow(), inputs));
      return report;
    }
  }

  private void requireClosed(
      BundledSite site, BundleRemaker remaker, Lock lock, BundleInputs inputs) {
    inventory.ifPresent(own -> InventoryComparison.requireSame(bundle, inputs.inventory(), own));
    Doing.step(
        "evaluating the inventory of the bundle " + bundle,
        () -> {
          BundleClaims claims = BundleClaims.read(inputs);
          Evaluated evaluated =
              remaker
                  .evaluated(inputs)
                  .orElseGet(() -> site.evaluate(site.folder("site"), claims, lock));
          requireClosed(leaks(evaluated, claims.site(), lock));
        });
  }

  private static List<Leak> leaks(Evaluated evaluated, SiteFiles site, Lock lock) {
    return ClosureCheck.leaks(
        evaluated,
        MirrorContents.of(lock, site.imagePath()),
        MirrorMode.valueOf(site.mirrorMode().toUpperCase(Locale.ROOT)));
  }

  private void requireClosed(List<Leak> leaks) {
    if (!leaks.isEmpty()) {
      throw new OfflineException(
          Lines.of(
                  "%s is sound, but Kubespray would not find all in it with its inventory:"
                      .formatted(bundle))
              .items(leaks),
          null);
    }
  }
}
