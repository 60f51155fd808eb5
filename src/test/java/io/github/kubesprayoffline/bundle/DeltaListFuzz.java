package io.github.kubesprayoffline.bundle;

import io.github.kubesprayoffline.bundle.layout.Sha256Sums;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.fuzz.FuzzTarget;
import io.github.kubesprayoffline.id.Checksum;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;

/** The lists that a site's shell reads, too: what Java takes is what the shell takes. */
public final class DeltaListFuzz {

  private static final Path FOLDER = Path.of("/folder");

  private DeltaListFuzz() {}

  /** What is loaded once is no input's fault. */
  public static void fuzzerInitialize() {
    FuzzTarget.DELTA.warmUp();
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      DeltaList list = DeltaList.read(input);
      requireSame(input, list.write().getBytes(StandardCharsets.UTF_8));
      list.lines().forEach(line -> requireBelow(line.from(), line.to()));
    } catch (OfflineException e) {
      // Refused, in our own words.
    }
    try {
      SortedMap<String, Checksum> sums = Sha256Sums.read(input);
      sums.keySet().forEach(path -> requireBelow(path, path));
      if (!Sha256Sums.read(Sha256Sums.write(sums)).equals(sums)) {
        throw new AssertionError("not the same after writing and reading");
      }
    } catch (OfflineException e) {
      // Refused, in our own words.
    }
  }

  private static void requireSame(byte[] input, byte[] written) {
    if (!java.util.Arrays.equals(input, written)) {
      throw new AssertionError("read is not what is written");
    }
  }

  private static void requireBelow(String... paths) {
    for (String path : paths) {
      if (!FOLDER.resolve(path).normalize().startsWith(FOLDER)
          || path.matches("(?s).*[\t\r\n].*")) {
        throw new AssertionError("leads out: " + path);
      }
    }
  }
}
