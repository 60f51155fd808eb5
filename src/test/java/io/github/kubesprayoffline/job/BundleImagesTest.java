package io.github.kubesprayoffline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.BundleContents;
import io.github.kubesprayoffline.bundle.BundleFormat;
import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.HttpTransport;
import io.github.kubesprayoffline.http.RetryRule;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.image.ImagePuller;
import io.github.kubesprayoffline.image.ImagePusher;
import io.github.kubesprayoffline.image.ImageTarget;
import io.github.kubesprayoffline.image.PushReport;
import io.github.kubesprayoffline.image.RegistryMirrors;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.ImagePin;
import io.github.kubesprayoffline.lock.InventoryDigest;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.registry.Registries;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Fault;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import io.github.kubesprayoffline.transfer.Progress;
import io.github.kubesprayoffline.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundleImagesTest {

  private static final RetryRule IMPATIENT =
      new RetryRule(3, Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofSeconds(3));

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
                HttpSettings.DEFAULT.withInsecureHosts(Set.of("127.0.0.1")).withRetry(IMPATIENT)),
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
    TestImage large = TestImages.named("large").layers(2, 5_000_000).build();
    upstream.push("a/small:1", small).push("a/large:1", large);

    PushReport report = push(bundle(format, "a/small:1", "a/large:1"));

    assertThat(target.manifest("a/small", "1").orElseThrow().digest()).isEqualTo(small.digest());
    assertThat(target.manifest("a/large", "1").orElseThrow().digest()).isEqualTo(large.digest());
    assertThat(report.images()).hasSize(2);
  }

  @Test
  void cutUploadOfALargeBlob_goesOnFromTheArchive() throws IOException {
    TestImage large = TestImages.named("large").layers(2, 5_000_000).build();
    upstream.push("a/large:1", large);
    Path bundle = bundle(BundleFormat.TAR_ZST, "a/large:1");
    target.misbehave(Fault.cut("PATCH .*", 3, 3_000_000));

    push(bundle);

    assertThat(target.manifest("a/large", "1").orElseThrow().digest()).isEqualTo(large.digest());
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

    assertThatThrownBy(() -> BundleImages.open(other, 4))
        .isInstanceOf(io.github.kubesprayoffline.error.OfflineException.class)
        .hasMessageContaining(other.toString());
    assertThatThrownBy(() -> BundleImages.open(folder.resolve("none.tar.zst"), 4))
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

  private PushReport push(Path bundle) {
    return new ImagePusher(registries, Progress.NONE, 4)
        .push(BundleImages.open(bundle, 4), ImageTarget.parse(target.host(), ImagePath.STRIP));
  }

  private Path bundle(BundleFormat format, String... names) throws IOException {
    return new BundleWriter(format).write(contents(names), folder).file();
  }

  private BundleContents contents(String... names) throws IOException {
    Path source = Files.write(folder.resolve("source.tar.gz"), TestImages.layer("tree", 500));
    Lock lock =
        new Lock(
            new KubesprayRelease("v2.31.0", "here", Checksum.sha256Of(Files.readAllBytes(source))),
            Files.size(source),
            InventoryDigest.of(new TreeMap<>()),
            List.of("amd64", "arm64"),
            Scope.ENABLED,
            List.of(),
            pulled(names));
    return new BundleContents(
        "release-1",
        Instant.parse("2026-01-02T03:04:05Z"),
        lock,
        source,
        folder,
        ImagePath.STRIP,
        new TreeMap<>(),
        new TreeMap<>());
  }

  private List<LockedImage> pulled(String... names) {
    Store store = Store.open(folder.resolve("store"));
    List<ImagePin> pins =
        java.util.Arrays.stream(names)
            .map(name -> ImageReference.parse(upstream.host() + "/" + name))
            .map(
                ref ->
                    new ImagePin(
                        ref, List.of(Platform.linux("amd64"), Platform.linux("arm64")), null))
            .toList();
    return new ImagePuller(
            registries, RegistryMirrors.parse(List.of()), store, new Transfers(store, IMPATIENT), 4)
        .pull(pins, folder.resolve("images"));
  }
}
