package io.github.kubesprayoffline.bundle.read;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.BundleContents;
import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.ForgedBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.image.push.ImagePusher;
import io.github.kubesprayoffline.image.push.ImageTarget;
import io.github.kubesprayoffline.image.push.PushReport;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.registry.Registries;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Fault;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import io.github.kubesprayoffline.transfer.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundleImagesTest {

  /** With layers that go by PATCH. */
  private static final TestImage LARGE =
      TestImages.named("large")
          .on(TestImages.layer("one", 4_300_000))
          .on(TestImages.layer("other", 4_300_000))
          .build();

  @TempDir Path folder;
  private FakeRegistry upstream;
  private FakeRegistry target;
  private Registries registries;

  @BeforeEach
  void start() {
    upstream = FakeRegistry.start();
    target = FakeRegistry.start();
    registries =
        new Registries(
            new HttpTransport(
                HttpSettings.DEFAULT
                    .withInsecureHosts(Set.of("127.0.0.1"))
                    .withRetry(QUICK.withRetries(3))),
            Logins.none());
  }

  @AfterEach
  void stop() {
    upstream.close();
    target.close();
  }

  @ParameterizedTest
  @EnumSource
  void imagesOfAnArchive_arePushedWithTheirDigests(BundleFormat format) throws IOException {
    TestImage small = TestImages.named("small").docker().attested().build();
    upstream.push("a/small:1", small).push("a/large:1", LARGE);

    PushReport report = push(bundle(format, "a/small:1", "a/large:1"));

    assertThat(target.manifest("a/small", "1").orElseThrow().digest()).isEqualTo(small.digest());
    assertThat(target.manifest("a/large", "1").orElseThrow().digest()).isEqualTo(LARGE.digest());
    assertThat(report.images()).hasSize(2);
  }

  @Test
  void cutUploadOfALargeBlob_goesOnFromTheArchive() throws IOException {
    upstream.push("a/large:1", LARGE);
    Path bundle = bundle(BundleFormat.TAR_ZST, "a/large:1");
    target.misbehave(Fault.cut("PATCH .*", 3, 3_000_000));

    push(bundle);

    assertThat(target.manifest("a/large", "1").orElseThrow().digest()).isEqualTo(LARGE.digest());
  }

  @Test
  void secondPush_sendsNothing() throws IOException {
    upstream.pushImage("a/b:1");
    Path bundle = bundle(BundleFormat.TAR_ZST, "a/b:1");
    push(bundle);
    target.forgetRequests();

    push(bundle);

    assertThat(target.count("(PUT|POST|PATCH) .*")).isZero();
  }

  @Test
  void fileThatIsNoBundle_isRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.tar.zst"), "no archive");

    assertThatThrownBy(() -> Bundle.open(other).images(4))
        .isInstanceOf(io.github.kubesprayoffline.error.OfflineException.class)
        .hasMessageContaining(other.toString());
    assertThatThrownBy(() -> Bundle.open(folder.resolve("none.tar.zst")).images(4))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("none.tar.zst");
  }

  @Test
  void delta_isRefusedWithWhatToDo() throws IOException {
    upstream.pushImage("a/old:1");
    upstream.pushImage("a/new:1");
    BundleContents old = contents("a/old:1");
    BundleContents both = contents("a/old:1", "a/new:1");
    Path delta = new BundleWriter(BundleFormat.TAR_ZST).writeDelta(both, old.lock(), folder).file();
    Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
    Programs.run("tar", "-C", unpacked.toString(), "--zstd", "-xf", delta.toString());

    for (Path bundle : List.of(delta, unpacked.resolve("release-1"))) {
      assertThatThrownBy(() -> push(bundle))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(bundle + " is a delta")
          .hasMessageContaining("sh apply.sh");
    }
    assertThat(target.requests()).isEmpty();
  }

  @Test
  void tamperedBlob_neverGetsThereWhole_fromAFolderAndFromAnArchive() throws IOException {
    for (int size : List.of(100_000, 4_300_000)) {
      TestImage image = TestImages.named("image" + size).layers(1, size).build();
      upstream.push("a/b:" + size, image);
      Path unpacked = unpacked("a/b:" + size);
      Path layer = largest(unpacked.resolve("images/blobs/sha256"));
      byte[] bytes = Files.readAllBytes(layer);
      bytes[bytes.length / 2] ^= 1;
      Files.write(layer, bytes);
      Path archive = ForgedBundle.pack(unpacked, folder.resolve("forged.tar.zst"));

      for (Path bundle : List.of(unpacked, archive)) {
        assertThatThrownBy(() -> push(bundle))
            .isInstanceOf(IntegrityException.class)
            .hasMessageContaining("got sha256:")
            .hasMessageContaining("want sha256:" + layer.getFileName());
        assertThat(target.manifest("a/b", "" + size)).isEmpty();
      }
    }
  }

  @Test
  void blobOfAnotherSizeThanTheLocks_isRefused() throws IOException {
    upstream.pushImage("a/b:1");
    Path unpacked = unpacked("a/b:1");
    Path layer = largest(unpacked.resolve("images/blobs/sha256"));
    Files.write(layer, new byte[5]);
    Path archive = ForgedBundle.pack(unpacked, folder.resolve("forged.tar.zst"));

    for (Path bundle : List.of(unpacked, archive)) {
      assertThatThrownBy(() -> push(bundle)).isInstanceOf(IntegrityException.class);
    }
    assertThat(target.manifest("a/b", "1")).isEmpty();
  }

  @Test
  void linkInPlaceOfABlobOrOfTheImages_isNotFollowed() throws IOException {
    upstream.pushImage("a/b:1");
    Path unpacked = unpacked("a/b:1");
    Path layer = largest(unpacked.resolve("images/blobs/sha256"));
    Path elsewhere = folder.resolve("elsewhere");
    Files.move(layer, elsewhere);
    Files.createSymbolicLink(layer, elsewhere);

    assertThatThrownBy(() -> push(unpacked)).hasMessageContaining("symbolic link");

    Files.move(unpacked.resolve("images"), folder.resolve("images-elsewhere"));
    Files.createSymbolicLink(unpacked.resolve("images"), folder.resolve("images-elsewhere"));
    assertThatThrownBy(() -> push(unpacked)).hasMessageContaining("symbolic link");
    assertThat(target.manifest("a/b", "1")).isEmpty();
  }

  @Test
  void namesOfAFolder_areTheLocksAndNotTheIndexes() throws IOException {
    upstream.pushImage("a/b:1");
    Path unpacked = unpacked("a/b:1");
    Path index = unpacked.resolve("images/index.json");
    Files.writeString(index, Files.readString(index).replace("/a/b:1", "/a/evil:1"));

    push(unpacked);

    assertThat(target.manifest("a/b", "1")).isPresent();
    assertThat(target.manifest("a/evil", "1")).isEmpty();
  }

  private Path unpacked(String name) throws IOException {
    Path opened = folder.resolve("opened" + name.replaceAll("\\W", "-"));
    Bundle.open(bundle(BundleFormat.TAR, name)).unpack(opened);
    return opened;
  }

  private static Path largest(Path blobs) throws IOException {
    try (Stream<Path> all = Files.list(blobs)) {
      return all.max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    }
  }

  private PushReport push(Path bundle) {
    return new ImagePusher(registries, Progress.NONE, 4)
        .push(Bundle.open(bundle).images(4), ImageTarget.parse(target.host(), ImagePath.STRIP));
  }

  private Path bundle(BundleFormat format, String... names) throws IOException {
    return new ImageBundles(folder, upstream, registries).write(format, names);
  }

  private BundleContents contents(String... names) throws IOException {
    return new ImageBundles(folder, upstream, registries).contents(names);
  }
}
