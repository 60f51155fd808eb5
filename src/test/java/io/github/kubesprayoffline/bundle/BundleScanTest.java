package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleScanTest {

  @TempDir Path folder;

  /** Kept ones count towards a bound that a release's small layers together would exceed. */
  @Test
  void ofTheBlobs_onlyDocumentsAreKept() throws IOException {
    BundleContents contents = SampleBundle.in(folder).contents();
    Path archive = new BundleWriter(BundleFormat.TAR).write(contents, folder.resolve("out")).file();

    try (BundleReader reader = BundleReader.open(archive)) {
      BundleScan scan = BundleScan.of(reader, Optional.empty());

      for (Checksum digest : OciLayout.blobs(contents.lock()).keySet()) {
        String path = OciLayout.blobPath(digest);
        boolean isJson = Files.readAllBytes(folder.resolve(path))[0] == '{';
        assertThat(scan.content(path).isPresent()).as(path).isEqualTo(isJson);
      }
    }
  }
}
