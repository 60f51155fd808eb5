package io.github.kubesprayoffline.bundle.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.oci.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

  @TempDir Path folder;
  private SampleBundle sample;
  private Path archive;
  private Path firstVolume;
  private Path unpacked;

  @BeforeEach
  void write() {
    sample = SampleBundle.small(folder.resolve("work"));
    archive = write(OptionalLong.empty(), "whole").file();
    firstVolume = write(OptionalLong.of(10_000), "split").files().get(0);
    unpacked = Bundle.open(archive).unpack(folder.resolve("unpacked")).folder();
  }

  @Test
  void archiveFirstVolumeAndFolder_haveTheSameHeader() {
    BundleHeader header = Bundle.open(archive).header();

    assertThat(header.lock()).isEqualTo(sample.lock());
    assertThat(header.sums().keySet())
        .containsAll(header.contents().values().stream().map(BundleHeader.Content::path).toList());
    assertThat(firstVolume).hasFileName("release-1.0.tar.zst.001");
    assertThat(Bundle.open(firstVolume).header()).isEqualTo(header);
    assertThat(Bundle.open(unpacked).header()).isEqualTo(header);
  }

  @Test
  void archiveFirstVolumeAndFolder_giveTheSameImages() {
    Map<Checksum, Long> blobs = new ConcurrentHashMap<>();
    sample.lock().images().forEach(image -> blobs.putAll(image.blobs()));

    for (Path path : List.of(archive, firstVolume, unpacked)) {
      ImageSource images = Bundle.open(path).images(2);

      assertThat(images.images()).hasSameSizeAs(sample.lock().images());
      assertThat(given(images, blobs.keySet())).isEqualTo(blobs);
      assertThat(Bundle.open(path).header().documents())
          .allSatisfy(
              digest -> assertThat(Checksum.sha256Of(images.document(digest))).isEqualTo(digest));
    }
  }

  @Test
  void archiveFirstVolumeAndFolder_areScannedAlike() {
    for (Path path : List.of(archive, firstVolume, unpacked)) {
      BundleScan scan = Bundle.open(path).scan(Optional.empty());

      assertThat(scan.findings()).isEmpty();
      assertThat(scan.sums()).contains(Bundle.open(path).header().sums());
    }
  }

  @Test
  void delta_hasALockAndNothingElseCanBeMadeOfIt() throws IOException {
    SampleBundle old = SampleBundle.small(folder.resolve("old"));
    sample.file("a.example/b", "new");
    Path delta =
        new BundleWriter(BundleFormat.TAR_ZST)
            .writeDelta(sample.contents(), old.lock(), folder)
            .file();
    Path lying = Files.createDirectories(folder.resolve("lying"));
    try (BundleReader reader = Bundle.open(delta).read()) {
      for (BundleItem item = reader.next(); item != null; item = reader.next()) {
        Path file = lying.resolve(item.path());
        Files.createDirectories(file.getParent());
        Files.copy(item.content(), file);
      }
    }

    for (Path path : List.of(delta, lying)) {
      Bundle bundle = Bundle.open(path);
      assertThat(Bundle.readLock(path)).isEqualTo(sample.lock());
      assertThatThrownBy(() -> bundle.images(2)).satisfies(e -> requireRefused(path, e));
      assertThatThrownBy(() -> bundle.unpack(folder.resolve("no")))
          .satisfies(e -> requireRefused(path, e));
      assertThatThrownBy(() -> readAll(bundle)).satisfies(e -> requireRefused(path, e));
    }
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void manifestOfAnotherSizeThanTheLocks_isNotRead() throws IOException {
    Checksum digest = sample.lock().images().get(0).digest();
    Path manifest = unpacked.resolve(BundleLayout.blob(digest));
    Files.writeString(manifest, Files.readString(manifest) + " ");
    ImageSource images = Bundle.open(unpacked).images(2);

    assertThatThrownBy(() -> images.document(digest))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(BundleLayout.blob(digest) + " has ")
        .hasMessageContaining("the lock says");
  }

  @Test
  void lockThatSha256sumsDoesNotName_isRefused() throws IOException {
    Path lock = unpacked.resolve("lock.json");
    Files.writeString(lock, Files.readString(lock) + "\n");

    assertThatThrownBy(() -> Bundle.readLock(unpacked))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContainingAll("lock.json", "got sha256:", "want sha256:");
  }

  @Test
  void folderThatIsNoBundle_isRefused() throws IOException {
    Path letters = Files.createDirectories(folder.resolve("letters"));
    Files.writeString(letters.resolve("letter.txt"), "Dear all");

    assertThatThrownBy(() -> Bundle.open(letters).lock())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(letters + " is not a bundle");
  }

  private static void readAll(Bundle bundle) throws IOException {
    try (BundleReader reader = bundle.readWhole()) {
      while (reader.next() != null) {}
    }
  }

  private static void requireRefused(Path path, Throwable refusal) {
    assertThat(refusal)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(path + " is a delta", "sh apply.sh");
  }

  private static Map<Checksum, Long> given(ImageSource images, Set<Checksum> wanted) {
    Map<Checksum, Long> given = new ConcurrentHashMap<>();
    images.give(
        wanted,
        (digest, content) -> {
          try (InputStream in = content.open(0)) {
            byte[] bytes = in.readAllBytes();
            assertThat(Checksum.sha256Of(bytes)).isEqualTo(digest);
            given.put(digest, (long) bytes.length);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return given;
  }

  private WrittenBundle write(OptionalLong volumeSize, String out) {
    return new BundleWriter(BundleFormat.TAR_ZST, volumeSize)
        .write(sample.contents(), folder.resolve(out));
  }
}
