package io.github.kubesprayoffline.bundle.verify;

import io.github.kubesprayoffline.bundle.ReadMe;
import io.github.kubesprayoffline.bundle.Sbom;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.read.BundleScan;
import io.github.kubesprayoffline.bundle.read.Finding;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.PluginVersion;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was made for the bundle is what would be made again, and there is nothing beside it. */
final class MadeCheck {

  private static final List<String> CONFIGURED =
      List.of(BundleLayout.CONFIG, BundleLayout.INVENTORY, BundleLayout.EXTRA_VARS);

  /** Of which the content is looked at, and not only compared. */
  private static final List<String> NEVER_ABSENT =
      List.of(BundleLayout.CATALOG, BundleLayout.SBOM, SiteEdits.RECORD);

  private static final String MISSING = "missing, and every bundle has it";

  private final BundleScan scan;
  private final Lock lock;
  private final Remaker remaker;
  private final List<Finding> findings;
  private final Optional<Sbom.Label> label;

  MadeCheck(BundleScan scan, Lock lock, Remaker remaker, List<Finding> findings) {
    this.scan = scan;
    this.lock = lock;
    this.remaker = remaker;
    this.findings = findings;
    this.label = label();
  }

  private Optional<Sbom.Label> label() {
    try {
      return scan.content(BundleLayout.SBOM).map(Sbom.Label::of);
    } catch (OfflineException e) {
      add(BundleLayout.SBOM, e.getMessage());
      return Optional.empty();
    }
  }

  /** Compares what follows from the lock, and looks for what does not. */
  void checkLocked(ImagePath imagePath) {
    SortedMap<String, byte[]> made = new TreeMap<>(remaker.kit(lock, imagePath));
    made.put(BundleLayout.LOCK, LockJson.write(lock));
    label.ifPresent(
        found -> {
          made.put(BundleLayout.SBOM, Sbom.of(found, lock));
          made.put(
              BundleLayout.README,
              ReadMe.of(found.name(), lock, imagePath).getBytes(StandardCharsets.UTF_8));
        });
    made.forEach(this::compare);
    NEVER_ABSENT.stream()
        .filter(path -> !scan.claimed().containsKey(path))
        .forEach(path -> add(path, MISSING));
    Set<String> others = new TreeSet<>(scan.claimed().keySet());
    others.addAll(scan.hashes().keySet());
    others.removeAll(made.keySet());
    others.stream()
        .filter(path -> !isAccounted(path))
        .forEach(path -> add(path, "does not belong in a bundle: nothing needs it"));
  }

  /** Whether something else looks at it. */
  private boolean isAccounted(String path) {
    boolean isOfDelta =
        path.equals(BundleLayout.DELTA_LIST) || path.equals(BundleLayout.DELTA_SCRIPT);
    return BundleLayout.FIRST.contains(path)
        || path.equals(BundleLayout.SBOM)
        || path.equals(BundleLayout.README)
        || (isOfDelta && scan.content(BundleLayout.DELTA_LIST).isPresent())
        || LockCheck.LOCKED_FOLDERS.stream().anyMatch(path::startsWith)
        || CONFIGURED.stream().anyMatch(path::startsWith);
  }

  /** Compares what follows from the inventory. It is evaluated, so all else must be sound. */
  void checkConfigured(BundleInputs inputs) {
    try {
      Map<String, byte[]> made = remaker.configuration(lock, inputs);
      made.forEach(this::compare);
      scan.claimed().keySet().stream()
          .filter(path -> CONFIGURED.stream().anyMatch(path::startsWith))
          .filter(path -> !made.containsKey(path))
          .forEach(path -> add(path, "is not made of the inventory, and not part of it"));
    } catch (OfflineException e) {
      add("", "what is made of its inventory cannot be made again: %s".formatted(e.getMessage()));
    }
  }

  /** That a bundle of another version is none the worse, if it is. */
  Optional<String> note() {
    return otherVersion()
        .map(
            other ->
                "It was made by version %s of the plugin; this is %s, which makes the same of it."
                    .formatted(other, PluginVersion.current()));
  }

  private void compare(String path, byte[] made) {
    Checksum want = Checksum.sha256Of(made);
    Checksum got = scan.claimed().get(path);
    if (got == null) {
      add(path, MISSING);
    } else if (!got.equals(want)) {
      add(path, "is not what is made for this bundle: got %s, want %s".formatted(got, want));
    }
  }

  private Optional<String> otherVersion() {
    return label
        .map(Sbom.Label::madeBy)
        .filter(version -> !version.equals(PluginVersion.current()));
  }

  private void add(String path, String message) {
    String hint =
        otherVersion()
            .map(
                other ->
                    ". The bundle was made by version %s of the plugin, and this is %s: verify it with version %s"
                        .formatted(other, PluginVersion.current(), other))
            .orElse("");
    findings.add(new Finding(path, message + hint));
  }
}
