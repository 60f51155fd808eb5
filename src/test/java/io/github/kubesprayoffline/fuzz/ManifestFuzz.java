package io.github.kubesprayoffline.fuzz;

import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.oci.Document;
import io.github.kubesprayoffline.oci.ImageGraph;
import io.github.kubesprayoffline.oci.LayoutIndex;
import java.util.List;
import java.util.Optional;

/** A manifest or an index: under each media type that a registry may declare, and as a layout's. */
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
      follow(declared, input);
    }
    try {
      LayoutIndex.read("index.json", input);
    } catch (OfflineException e) {
      // Refused, too.
    }
  }

  /** Whatever it refers to is the same again. */
  private static void follow(String declared, byte[] input) {
    LayoutIndex.Entry top =
        new LayoutIndex.Entry(
            ImageReference.parse("quay.io/fuzz/image:1"),
            declared,
            Checksum.sha256Of(input),
            input.length);
    ImageGraph.of(top, any -> true, any -> Optional.of(input)).named();
  }
}
