package io.github.kubesprayoffline.fuzz;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.oci.Document;
import java.util.List;

/** A manifest or an index, under each media type that a registry may declare. */
public final class ManifestFuzz {

  private static final List<String> DECLARED =
      List.of(
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.docker.distribution.manifest.v2+json",
          "text/plain");

  private ManifestFuzz() {}

  /** What is loaded once is no input's fault. */
  public static void fuzzerInitialize() {
    FuzzTarget.MANIFEST.warmUp();
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    for (String declared : DECLARED) {
      try {
        Document.parse("quay.io/fuzz/image:1", declared, input).content();
        Document.keep("quay.io/fuzz/image:1", declared, input).content();
      } catch (OfflineException e) {
        // Refused, in our own words.
      }
    }
  }
}
