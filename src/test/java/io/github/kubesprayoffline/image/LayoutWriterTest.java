package io.github.kubesprayoffline.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.store.Blob;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutWriterTest {

  @TempDir Path folder;
  private SampleBundle sample;
  private Store store;
  private Path layout;

  @BeforeEach
  void sample() {
    sample = SampleBundle.in(folder.resolve("work"));
    store = Store.open(folder.resolve("store"));
    layout = folder.resolve("layout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.json", "oci-layout"})
  void layoutOfTheSameImages_hasTheBundlesBytes(String file) throws IOException {
    new LayoutWriter(layout, store).write(sample.lock().images(), admitted());

    assertThat(layout.resolve(file)).hasSameBinaryContentAs(unpacked().resolve(file));
  }

  @Test
  void imageByImage_hasTheBundlesBytes() throws IOException {
    admitted();
    for (LockedImage image : sample.lock().images()) {
      new LayoutWriter(layout, store).add(image);
    }

    assertThat(layout.resolve("index.json"))
        .hasSameBinaryContentAs(unpacked().resolve("index.json"));
  }

  private Map<Checksum, Blob> admitted() throws IOException {
    Map<Checksum, Blob> blobs = new HashMap<>();
    for (LockedImage image : sample.lock().images()) {
      for (Checksum digest : image.blobs().keySet()) {
        Path file = folder.resolve("work/images/blobs/sha256").resolve(digest.hex());
        blobs.put(digest, store.put(Files.readAllBytes(file)));
      }
    }
    return blobs;
  }

  private Path unpacked() {
    Path archive =
        new BundleWriter(BundleFormat.TAR).write(sample.contents(), folder.resolve("out")).file();
    return Bundle.open(archive).unpack(folder.resolve("unpacked")).folder().resolve("images");
  }
}
