package io.github.kubesprayoffline.bundle.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.BundleContents;
import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.ForgedBundle;
import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.LockedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleScanTest {

  @TempDir Path folder;
  private BundleContents contents;
  private Path archive;

  @BeforeEach
  void write() {
    contents = SampleBundle.small(folder).contents();
    archive = new BundleWriter(BundleFormat.TAR).write(contents, folder.resolve("out")).file();
  }

  /** Kept ones count towards a bound that a release's small blobs together would exceed. */
  @Test
  void ofTheBlobs_onlyManifestsAndIndexesAreKept() throws IOException {
    BundleScan scan = Bundle.open(archive).scan(Optional.empty());

    List<Checksum> kept = new ArrayList<>();
    for (LockedImage image : contents.lock().images()) {
      for (Checksum digest : image.blobs().keySet()) {
        String path = BundleLayout.blob(digest);
        String blob = Files.readString(folder.resolve(path), StandardCharsets.ISO_8859_1);
        boolean document = blob.contains("\"schemaVersion\"");
        assertThat(scan.content(path).isPresent()).as(path).isEqualTo(document);
        if (document) {
          kept.add(digest);
        }
      }
    }
    assertThat(kept).hasSizeGreaterThan(contents.lock().images().size());
  }

  @Test
  void blobsBeforeTheLock_areFound() throws IOException {
    Path unpacked = Bundle.open(archive).unpack(folder.resolve("unpacked")).folder();
    List<String> paths = new ArrayList<>();
    try (BundleReader reader = Bundle.open(unpacked).read()) {
      for (BundleItem item = reader.next(); item != null; item = reader.next()) {
        if (item.linkTarget().isEmpty()) {
          paths.add(item.path());
        }
      }
    }
    String blob = BundleLayout.blob(contents.lock().images().get(0).digest());
    paths.remove(blob);
    paths.add(0, blob);
    Path forged = ForgedBundle.pack(unpacked, paths, folder.resolve("forged.tar.zst"));

    assertThat(BundleVerifier.verify(forged).findings())
        .extracting(Finding::toString)
        .contains("lock.json: must come before " + blob + ", and does not");
  }
}
