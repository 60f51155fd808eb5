package io.github.kubesprayoffline.bundle.verify;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.read.BundleScan;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.SiteFiles;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an operator may change in an unpacked bundle, and it stays the same bundle. */
final class SiteEdits {

  /** The file that leads to the mirror. */
  static final String OVERLAY = BundleLayout.INVENTORY + SiteFiles.OVERLAY;

  /** What the inventory was made for. */
  static final String RECORD = BundleLayout.INVENTORY + SiteFiles.FILE;

  private SiteEdits() {}

  /** What the generated files of a bundle's inventory were made for. */
  static Optional<SiteFiles> site(BundleScan scan) {
    try {
      return scan.content(RECORD).map(SiteFiles::read);
    } catch (OfflineException e) {
      return Optional.empty(); // Making the inventory anew will say what is wrong with it.
    }
  }

  /**
   * A sentence on the addresses that the overlay was given, if it differs from what SHA256SUMS says
   * in nothing else.
   */
  static Optional<String> configured(BundleScan scan) {
    Optional<Checksum> built = scan.sums().map(sums -> sums.get(OVERLAY));
    if (built.isEmpty() || built.get().equals(scan.hashes().get(OVERLAY))) {
      return Optional.empty();
    }
    return overlay(scan)
        .filter(overlay -> sha256(overlay.asBuilt()).equals(built.get()))
        .flatMap(ConfiguredOverlay::addresses)
        .map(
            where -> "Its inventory was configured at the site, and leads to %s.".formatted(where));
  }

  private static Optional<ConfiguredOverlay> overlay(BundleScan scan) {
    return scan.content(OVERLAY)
        .flatMap(
            bytes ->
                site(scan)
                    .map(
                        site ->
                            new ConfiguredOverlay(
                                new String(bytes, StandardCharsets.UTF_8), site.mirror())));
  }

  private static Checksum sha256(String text) {
    return Checksum.sha256Of(text.getBytes(StandardCharsets.UTF_8));
  }
}
