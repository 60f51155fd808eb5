package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.id.Checksum;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Every file has its line in SHA256SUMS and is what the line says; every line has its file. */
final class SumsCheck {

  private SumsCheck() {}

  static void check(BundleScan scan, List<Finding> findings) {
    if (scan.sums().isEmpty()) {
      findings.add(new Finding(Sha256Sums.FILE, "missing, or not readable"));
      return;
    }
    SortedMap<String, Checksum> sums = scan.sums().get();
    TreeSet<String> paths = new TreeSet<>(sums.keySet());
    paths.addAll(scan.hashes().keySet());
    paths.remove(Sha256Sums.FILE);
    for (String path : paths) {
      compare(path, sums.get(path), scan, findings);
    }
    if (!Arrays.equals(Sha256Sums.write(sums), scan.content(Sha256Sums.FILE).orElseThrow())) {
      findings.add(new Finding(Sha256Sums.FILE, "not written as a bundle's: order or line ends"));
    }
  }

  private static void compare(String path, Checksum want, BundleScan scan, List<Finding> findings) {
    Checksum got = scan.hashes().get(path);
    if (want == null) {
      findings.add(new Finding(path, "not in " + Sha256Sums.FILE + ": one file too many"));
    } else if (got == null && scan.isComplete()) {
      findings.add(new Finding(path, "missing"));
    } else if (got != null && !got.equals(want)) {
      findings.add(new Finding(path, "got %s, want %s".formatted(got, want)));
    }
  }
}
