package io.github.kubesprayoffline.bundle.verify;

import io.github.kubesprayoffline.bundle.Delta;
import io.github.kubesprayoffline.bundle.DeltaList;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
import io.github.kubesprayoffline.bundle.read.BundleScan;
import io.github.kubesprayoffline.bundle.read.Finding;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Every file has its line in SHA256SUMS and is what the line says; every line has its file. */
final class SumsCheck {

  private SumsCheck() {}

  /**
   * Adds what is wrong.
   *
   * @param edited a path that an operator may have changed
   */
  static void check(BundleScan scan, Optional<String> edited, List<Finding> findings) {
    if (scan.sums().isEmpty()) {
      findings.add(new Finding(BundleLayout.SUMS, "missing, or not readable"));
      return;
    }
    SortedMap<String, Checksum> sums = scan.sums().get();
    TreeSet<String> paths = new TreeSet<>(sums.keySet());
    paths.addAll(scan.hashes().keySet());
    paths.remove(BundleLayout.SUMS);
    scan.content(BundleLayout.DELTA_LIST)
        .ifPresent(list -> checkDelta(scan, list, sums, paths, findings));
    edited.ifPresent(paths::remove);
    for (String path : paths) {
      compare(path, sums.get(path), scan, findings);
    }
    if (!Arrays.equals(Sha256Sums.write(sums), scan.content(BundleLayout.SUMS).orElseThrow())) {
      findings.add(new Finding(BundleLayout.SUMS, "not written as a bundle's: order or line ends"));
    }
  }

  /** What the old bundle brings may be missing; what brings it has no line in SHA256SUMS. */
  private static void checkDelta(
      BundleScan scan,
      byte[] list,
      SortedMap<String, Checksum> sums,
      Set<String> paths,
      List<Finding> findings) {
    try {
      DeltaList delta = DeltaList.read(list);
      delta
          .problems(sums)
          .forEach(what -> findings.add(new Finding(BundleLayout.DELTA_LIST, what)));
      delta.targets().forEach(path -> requireAbsent(path, scan, findings));
      paths.removeAll(delta.targets());
    } catch (InvalidInputException e) {
      findings.add(new Finding(BundleLayout.DELTA_LIST, e.getMessage()));
    }
    if (!scan.content(BundleLayout.DELTA_SCRIPT)
        .filter(b -> Arrays.equals(b, Delta.script()))
        .isPresent()) {
      findings.add(new Finding(BundleLayout.DELTA_SCRIPT, "missing, or changed"));
    }
    for (String path : List.of(BundleLayout.DELTA_LIST, BundleLayout.DELTA_SCRIPT)) {
      paths.remove(path);
      if (sums.containsKey(path)) {
        findings.add(
            new Finding(path, "is in %s, and goes once applied".formatted(BundleLayout.SUMS)));
      }
    }
  }

  private static void requireAbsent(String path, BundleScan scan, List<Finding> findings) {
    if (scan.hashes().containsKey(path)) {
      findings.add(new Finding(BundleLayout.DELTA_LIST, "brings what is there already: " + path));
    }
  }

  private static void compare(String path, Checksum want, BundleScan scan, List<Finding> findings) {
    Checksum got = scan.hashes().get(path);
    if (want == null) {
      findings.add(new Finding(path, "not in " + BundleLayout.SUMS + ": one file too many"));
    } else if (got == null && scan.isComplete()) {
      findings.add(new Finding(path, "missing"));
    } else if (got != null && !got.equals(want)) {
      findings.add(new Finding(path, "got %s, want %s".formatted(got, want)));
    }
  }
}
