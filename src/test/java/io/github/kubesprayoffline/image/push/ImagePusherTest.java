package io.github.kubesprayoffline.image.push;

import static io.github.kubesprayoffline.image.Scene.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.image.LayoutWriter;
import io.github.kubesprayoffline.image.Scene;
import io.github.kubesprayoffline.image.push.PushReport.Outcome;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Fault;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePusherTest {

  private static final String SENDING = "(PUT|PATCH|POST) .*";

  /** With one layer that goes by PATCH. */
  private static final TestImage LARGE =
      TestImages.named("a").platforms("linux/amd64").layers(1, 5_000_000).build();

  private static final Checksum LARGEST =
      LARGE.blobs().entrySet().stream()
          .max(Comparator.comparing(blob -> blob.getValue().length))
          .orElseThrow()
          .getKey();

  @TempDir Path folder;
  private FakeRegistry upstream;
  private FakeRegistry target;
  private Scene scene;

  @BeforeEach
  void start() {
    upstream = FakeRegistry.start();
    target = FakeRegistry.start();
    scene = new Scene(folder);
  }

  @AfterEach
  void stop() {
    upstream.close();
    target.close();
  }

  @Test
  void pushedImage_hasTheUpstreamsDigestUnderItsTag() {
    TestImage image = pulled("calico/node:v3", TestImages.named("a").docker().build());

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("calico/node", "v3").orElseThrow().bytes())
        .isEqualTo(image.top().bytes());
    assertThat(target.manifest("calico/node", "v3").orElseThrow().mediaType())
        .isEqualTo(image.top().mediaType());
    assertThat(report.images())
        .singleElement()
        .satisfies(pushed -> assertThat(pushed.outcome()).isEqualTo(Outcome.SENT))
        .satisfies(pushed -> assertThat(pushed.digest()).isEqualTo(image.digest()))
        .satisfies(
            pushed -> assertThat(pushed.target()).hasToString(target.host() + "/calico/node:v3"));
  }

  @Test
  void prefixAndKeep_makeTheWholeName() {
    pulled("calico/node:v3", TestImages.named("a").build());

    scene.push(target.host() + "/k8s/", ImagePath.KEEP);

    String repository = "k8s/" + upstream.host().replace(':', '_') + "/calico/node";
    assertThat(target.manifest(repository, "v3")).isPresent();
  }

  @Test
  void secondPush_sendsNothing() {
    pulled("calico/node:v3", TestImages.named("a").build());
    scene.push(target.host(), ImagePath.STRIP);
    target.forgetRequests();

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.count(SENDING)).isZero();
    assertThat(report.bytesSent()).isZero();
    assertThat(report.images().get(0).outcome()).isEqualTo(Outcome.THERE);
  }

  @Test
  void secondPush_asksForNoBlob() {
    pulled("calico/node:v3", TestImages.named("a").build());
    scene.push(target.host(), ImagePath.STRIP);
    target.forgetRequests();

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.count(".*/blobs/.*")).isZero();
    assertThat(target.count("HEAD .*/manifests/.*")).isEqualTo(2);
  }

  @Test
  void platformAddedLater_isSentThoughTheTagIsThere() {
    TestImage image = pulled("a/b:1", TestImages.named("a").build());
    scene.push(target.host(), ImagePath.STRIP);
    scene.pull(pin(up("a/b:1"), "linux/amd64", "linux/arm64"));

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(report.images().get(0).outcome()).isEqualTo(Outcome.SENT);
    Checksum arm64 = image.platforms().get(Platform.linux("arm64")).digest();
    assertThat(target.manifest("a/b", arm64.toString())).isPresent();
    assertThat(image.blobs().keySet()).allMatch(blob -> target.hasBlob("a/b", blob));
  }

  @Test
  void layerOfTwoImages_isSentOnceAndMounted() {
    byte[] base = TestImages.layer("base", 5000);
    upstream.push("a/one:1", TestImages.named("one").on(base).build());
    upstream.push("a/two:1", TestImages.named("two").on(base).build());
    scene.pull(pin(up("a/one:1")), pin(up("a/two:1")));

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.hasBlob("a/one", Checksum.sha256Of(base))).isTrue();
    assertThat(target.hasBlob("a/two", Checksum.sha256Of(base))).isTrue();
    assertThat(target.count("PUT .*digest=" + Checksum.sha256Of(base))).isEqualTo(1);
    assertThat(report.blobsMounted()).isEqualTo(1);
  }

  @Test
  void layerOfAnImageThatIsThere_isMounted() {
    byte[] base = TestImages.layer("base", 5000);
    upstream.push("a/one:1", TestImages.named("one").on(base).build());
    upstream.push("a/two:1", TestImages.named("two").on(base).build());
    scene.pull(pin(up("a/one:1")));
    scene.push(target.host(), ImagePath.STRIP);
    scene.pull(pin(up("a/one:1")), pin(up("a/two:1")));
    target.forgetRequests();

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(report.blobsMounted()).isEqualTo(1);
    assertThat(target.count("PUT .*digest=" + Checksum.sha256Of(base))).isZero();
    assertThat(target.hasBlob("a/two", Checksum.sha256Of(base))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404})
  void mountThatIsRefused_isAnUpload(int status) {
    byte[] base = TestImages.layer("base", 5000);
    upstream.push("a/one:1", TestImages.named("one").on(base).build());
    upstream.push("a/two:1", TestImages.named("two").on(base).build());
    scene.pull(pin(up("a/one:1")), pin(up("a/two:1")));
    target.misbehave(Fault.status("POST .*mount=.*", 9, status, Map.of()));

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.count("POST .*mount=.*")).isEqualTo(1);
    assertThat(report.blobsMounted()).isZero();
    assertThat(target.hasBlob("a/one", Checksum.sha256Of(base))).isTrue();
    assertThat(target.hasBlob("a/two", Checksum.sha256Of(base))).isTrue();
  }

  @Test
  void blobThatIsThere_isNotSent() {
    TestImage image = pulled("a/b:1", TestImages.named("a").build());
    image.blobs().values().forEach(blob -> target.putBlob("a/b", blob));

    assertThat(scene.push(target.host(), ImagePath.STRIP).blobsSent()).isZero();
    assertThat(target.manifest("a/b", "1")).isPresent();
  }

  @Test
  void imagesThatCollide_areRefusedBeforeAnythingIsSent() {
    try (FakeRegistry other = FakeRegistry.start()) {
      other.push("a/b:1", TestImages.named("other").build());
      upstream.push("a/b:1", TestImages.named("one").build());
      scene.pull(pin(up("a/b:1")), pin(other.host() + "/a/b:1"));

      assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("imagePath")
          .hasMessageContaining(other.host() + "/a/b:1")
          .hasMessageContaining(up("a/b:1"));
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void sparseIndexRefused_leavesThePlatformsManifestUnderTheTag() {
    TestImage image = pulled("a/b:1", TestImages.named("a").build());
    target.refuseSparseIndexes();
    Checksum amd64 = image.platforms().get(Platform.linux("amd64")).digest();

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(amd64);
    assertThat(report.images())
        .singleElement()
        .satisfies(pushed -> assertThat(pushed.outcome()).isEqualTo(Outcome.REDUCED))
        .satisfies(pushed -> assertThat(pushed.digest()).isEqualTo(amd64));
  }

  @ParameterizedTest
  @CsvSource({
    "MANIFEST_BLOB_UNKNOWN, 404",
    "BLOB_UNKNOWN, 404",
    "MANIFEST_UNKNOWN, 404",
    "MANIFEST_INVALID, 400",
    "MANIFEST_INVALID, 422"
  })
  void sparseIndexRefusedInOtherWords_isReducedAndTheyAreReported(String code, int status) {
    TestImage image = pulled("a/b:1", TestImages.named("a").build());
    target.refuseSparseIndexes(code, status);
    Checksum amd64 = image.platforms().get(Platform.linux("amd64")).digest();

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(amd64);
    assertThat(report.warnings())
        .singleElement()
        .asString()
        .contains("HTTP " + status, code, up("a/b:1"), "is now " + amd64);
  }

  @Test
  void imageByDigestAlone_isThereUnderItsDigest() {
    TestImage image = TestImages.named("a").build();
    upstream.push("a/b:1", image);
    scene.pull(pin(up("a/b@" + image.digest())));

    assertThat(scene.push(target.host(), ImagePath.STRIP).images().get(0).outcome())
        .isEqualTo(Outcome.SENT);
    assertThat(target.manifest("a/b", image.digest().toString())).isPresent();
    assertThat(scene.push(target.host(), ImagePath.STRIP).images().get(0).outcome())
        .isEqualTo(Outcome.THERE);
  }

  @Test
  void imageByDigestAloneThatIsReduced_isFoundByTheNextPushAndWarnedOf() {
    TestImage image = TestImages.named("a").build();
    upstream.push("a/b:1", image);
    scene.pull(pin(up("a/b@" + image.digest())));
    target.refuseSparseIndexes();
    Checksum amd64 = image.platforms().get(Platform.linux("amd64")).digest();

    PushReport first = scene.push(target.host(), ImagePath.STRIP);
    target.forgetRequests();
    PushReport second = scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.count(SENDING)).isZero();
    for (PushReport report : List.of(first, second)) {
      assertThat(report.images().get(0).target()).hasToString(target.host() + "/a/b@" + amd64);
      assertThat(report.warnings())
          .singleElement()
          .asString()
          .contains("Nodes that pin @" + image.digest() + " will not find it");
    }
  }

  @Test
  void wholeImageRefused_isAnErrorWithTheRegistrysWords() {
    pulled("a/b:1", TestImages.named("a").platforms("linux/amd64").build());
    target.misbehave(Fault.status("PUT .*/manifests/.*", 9, 400, Map.of()));

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(target.host() + "/a/b:1")
        .hasMessageContaining("HTTP 400 FAULT fake");
  }

  @Test
  void secondPushAfterARefusedIndex_sendsNothing() {
    pulled("a/b:1", TestImages.named("a").build());
    target.refuseSparseIndexes();
    scene.push(target.host(), ImagePath.STRIP);
    target.forgetRequests();

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.count(SENDING)).isZero();
    assertThat(report.images().get(0).outcome()).isEqualTo(Outcome.REDUCED);
  }

  @Test
  void sparseIndexOfSeveralPlatformsRefused_leavesAnIndexOfJustThose() {
    TestImage image =
        TestImages.named("a").platforms("linux/amd64", "linux/arm64", "linux/s390x").build();
    upstream.push("a/b:1", image);
    scene.pull(pin(up("a/b:1"), "linux/amd64", "linux/arm64"));
    target.refuseSparseIndexes();

    scene.push(target.host(), ImagePath.STRIP);

    TestImage.Document index = target.manifest("a/b", "1").orElseThrow();
    assertThat(index.mediaType()).isEqualTo(image.top().mediaType());
    assertThat(new String(index.bytes(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("amd64", "arm64")
        .doesNotContain("s390x");
  }

  @Test
  void indexInAnIndex_isPushedAsItIs() {
    TestImage image = TestImages.named("a").build().inAnIndex();
    upstream.push("a/b:1", image);
    scene.pull(pin(up("a/b:1"), "linux/amd64", "linux/arm64"));
    target.refuseSparseIndexes();

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(image.digest());
  }

  @Test
  void sparseIndexInAnIndexRefused_leavesThePlatformsManifestUnderTheTag() {
    TestImage image = pulled("a/b:1", TestImages.named("a").build().inAnIndex());
    target.refuseSparseIndexes();

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1").orElseThrow().digest())
        .isEqualTo(image.platforms().get(Platform.linux("amd64")).digest());
  }

  @Test
  void severalPlatformsOfASparseIndexInAnIndex_areLiftedIntoTheReducedOne() {
    TestImage inner =
        TestImages.named("a").platforms("linux/amd64", "linux/arm64", "linux/s390x").build();
    upstream.push("a/b:1", inner.inAnIndex());
    scene.pull(pin(up("a/b:1"), "linux/amd64", "linux/arm64"));
    target.refuseSparseIndexes();

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(
            new String(
                target.manifest("a/b", "1").orElseThrow().bytes(),
                java.nio.charset.StandardCharsets.UTF_8))
        .contains("amd64", "arm64")
        .doesNotContain("s390x")
        .doesNotContain(inner.digest().hex());
  }

  @Test
  void wholeIndexWithItsAttestation_isNotReduced() {
    TestImage image =
        pulled("a/b:1", TestImages.named("a").platforms("linux/amd64").attested().build());
    target.refuseSparseIndexes();

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(image.digest());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4_000_000})
  void cutUpload_goesOnWhereTheRegistryStands(int afterBytes) {
    TestImage image = pulled("a/b:1", LARGE);
    target.misbehave(Fault.cut("PATCH .*", 2, afterBytes));

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(image.digest());
    assertThat(target.count("POST .*")).as("uploads begun").isEqualTo(2);
    assertThat(report.images().get(0).outcome()).isEqualTo(Outcome.SENT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void uploadOfWhichNothingIsKnown_startsAnew(int afterBytes) {
    TestImage image = pulled("a/b:1", LARGE);
    target.misbehave(Fault.cut("PATCH .*", 2, afterBytes));

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(image.digest());
  }

  @Test
  void wrongDigestInABlobsAnswer_isRefused() {
    pulled("a/b:1", TestImages.named("a").build());
    target.misbehave(Fault.wrongDigest("PUT .*/blobs/uploads/.*"));

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got sha256:")
        .hasMessageContaining("want sha256:");
    assertThat(target.manifest("a/b", "1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void patchOfABusyRegistry_isRepeatedWhenItSays(int status) {
    TestImage image = pulled("a/b:1", LARGE);
    target.misbehave(Fault.status("PATCH .*", 1, status, Map.of("Retry-After", "90")));
    target.misbehave(Fault.cut("PATCH .*", 1, 1000));

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(scene.clock.pauses()).hasSize(2).startsWith(Duration.ofSeconds(90));
    assertThat(scene.retried)
        .hasSize(2)
        .anyMatch(line -> line.endsWith(": HTTP %d; next try in 90 s".formatted(status)))
        .allMatch(line -> line.startsWith(target.host() + "/a/b@" + LARGEST));
    assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(image.digest());
  }

  @Test
  void registryThatAsksForTooLongAPause_isAnError() {
    pulled("a/b:1", LARGE);
    target.misbehave(Fault.status("PATCH .*", 9, 429, Map.of("Retry-After", "3600")));

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("HTTP 429");
    assertThat(target.count("PATCH .*")).isEqualTo(1);
    assertThat(scene.clock.pauses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void closingPutOfABusyRegistry_isRepeatedWithoutTheBlob(int status) {
    pulled("a/b:1", LARGE);
    target.misbehave(Fault.status("PUT .*digest=" + LARGEST, 2, status, Map.of()));

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.count("PATCH .*")).isEqualTo(1);
    assertThat(target.count("PUT .*digest=" + LARGEST)).isEqualTo(3);
    assertThat(report.images().get(0).outcome()).isEqualTo(Outcome.SENT);
  }

  @Test
  void closingPutThatHelpsNothing_leadsToAnotherUpload() {
    pulled("a/b:1", LARGE);
    target.misbehave(Fault.status("PUT .*digest=" + LARGEST, 3, 500, Map.of()));

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.count("PATCH .*")).isEqualTo(2);
    assertThat(target.manifest("a/b", "1")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PATCH .*", "PUT .*/blobs/uploads/.*"})
  void tooLargeAnUpload_isFinalAndNamesTheLimit(String requests) {
    pulled("a/b:1", LARGE);
    target.misbehave(Fault.status(requests, 99, 413, Map.of()));

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("HTTP 413")
        .hasMessageContaining("client_max_body_size");
    assertThat(target.count("PATCH .*")).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://[bad", "ftp://example.com/upload", "mailto:ops"})
  void uploadSentOnToNowhere_isAnErrorThatNamesTheRegistry(String location) {
    pulled("a/b:1", TestImages.named("a").build());
    target.misbehave(Fault.status("POST .*", 99, 202, Map.of("Location", location)));

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(target.host())
        .hasMessageContaining("no http URL");
  }

  @Test
  void uploadThatTheRegistryForgot_startsAnew() {
    pulled("a/b:1", LARGE);
    target.misbehave(Fault.cut("PATCH .*", 1, 1000));
    target.misbehave(Fault.status("GET .*/uploads/.*", 1, 404, Map.of()));

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1")).isPresent();
  }

  @Test
  void smallUploadCut_startsAnew() {
    pulled("a/b:1", TestImages.named("a").build());
    target.misbehave(Fault.cut("PUT .*/uploads/.*", 2, 10));

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1")).isPresent();
  }

  @Test
  void wrongDigestInTheAnswer_isRefused() {
    pulled("a/b:1", TestImages.named("a").build());
    target.misbehave(Fault.wrongDigest("PUT .*/manifests/.*"));

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got sha256:")
        .hasMessageContaining("want sha256:");
  }

  @Test
  void damagedBlob_isRefusedByTheRegistryAndNamed() throws java.io.IOException {
    TestImage image = pulled("a/b:1", TestImages.named("a").platforms("linux/amd64").build());
    Checksum layer =
        image.blobs().keySet().stream()
            .max(java.util.Comparator.comparing(it -> image.blobs().get(it).length))
            .orElseThrow();
    Path file = LayoutWriter.blobPath(scene.layout, layer);
    java.nio.file.Files.delete(file);
    java.nio.file.Files.write(file, new byte[image.blobs().get(layer).length]);

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(layer.toString());
    assertThat(target.manifest("a/b", "1")).isEmpty();
  }

  @Test
  void missingBlob_isFoundBeforeAnythingIsSent() throws java.io.IOException {
    TestImage image = pulled("a/b:1", TestImages.named("a").platforms("linux/amd64").build());
    Checksum any = image.blobs().keySet().iterator().next();
    java.nio.file.Files.delete(LayoutWriter.blobPath(scene.layout, any));

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining(any.toString());
    assertThat(target.requests()).isEmpty();
  }

  @Test
  void tokenThatExpiresInTheMiddle_isRenewed() {
    pulled("a/b:1", TestImages.named("a").layers(6, 100).build());
    target.requireToken("ci", "s3cret", 5);

    scene.login(target.host(), "ci", "s3cret").push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1")).isPresent();
  }

  @Test
  void refusedLogin_isSaidOnceWithTheRegistry() {
    pulled("a/b:1", TestImages.named("a").build());
    target.requireBasic("ci", "s3cret");

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("docker login " + target.host());
  }

  @Test
  void busyRegistry_isAskedAgain() {
    pulled("a/b:1", TestImages.named("a").build());
    target.misbehave(Fault.status("POST .*", 1, 429, Map.of("Retry-After", "90")));
    target.misbehave(Fault.status("PUT .*/manifests/.*", 2, 503, Map.of()));

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://hub.example.com", "hub example", ""})
  void targetThatIsNoRegistry_isRefusedWithWhatToWrite(String text) {
    assertThatThrownBy(() -> ImageTarget.parse(text, ImagePath.STRIP))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("host[:port][/prefix]");
  }

  private TestImage pulled(String name, TestImage image) {
    upstream.push(name, image);
    scene.pull(pin(up(name)));
    return image;
  }

  private String up(String name) {
    return upstream.host() + "/" + name;
  }

  @Test
  void layoutWithoutImages_pushesNothing() {
    scene.pull();

    assertThat(scene.push(target.host(), ImagePath.STRIP).images()).isEqualTo(List.of());
  }
}
