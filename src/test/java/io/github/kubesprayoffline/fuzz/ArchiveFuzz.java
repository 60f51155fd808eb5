package io.github.kubesprayoffline.fuzz;

import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.source.KubesprayArchives;
import java.nio.file.Files;
import java.nio.file.Path;

/** An archive: as a bundle to be verified and unpacked, and as a Kubespray tree. */
public final class ArchiveFuzz {

  private ArchiveFuzz() {}

  /** What is loaded once is no input's fault. */
  public static void fuzzerInitialize() {
    FuzzTarget.ARCHIVE.warmUp();
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[] archive = TarScript.isScript(input) ? TarScript.archive(input) : input;
    Sandbox.run(
        folder -> {
          Path file = Files.write(folder.resolve("bundle.tar"), archive);
          attempt(() -> BundleVerifier.verify(file));
          attempt(() -> Bundle.open(file).unpack(folder.resolve("unpacked")));
          attempt(() -> KubesprayArchives.unpack(file, folder.resolve("tree")));
        });
  }

  private static void attempt(Runnable reading) {
    try {
      reading.run();
    } catch (OfflineException e) {
      // Refused, in our own words.
    }
  }
}
