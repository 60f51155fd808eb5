package io.github.kubesprayoffline.image.pull;

import static io.github.kubesprayoffline.image.Scene.pin;
import static io.github.kubesprayoffline.image.Scene.pinned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.image.Scene;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.MediaTypes;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Fault;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePullerTest {

  @TempDir Path folder;
  private FakeRegistry registry;
  private Scene scene;

  @BeforeEach
  void start() {
    registry = FakeRegistry.start();
    scene = new Scene(folder);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void multiArchImage_keepsItsIndexAndBringsOnlyTheWantedPlatform() throws IOException {
    TestImage image = registry.pushImage("calico/node:v3", "linux/amd64", "linux/arm64");

    LockedImage locked = scene.pull(pin(ref("calico/node:v3"))).get(0);

    assertThat(locked.digest()).isEqualTo(image.digest());
    assertThat(locked.mediaType()).isEqualTo(image.top().mediaType());
    assertThat(locked.manifests())
        .containsExactly(
            Map.entry(
                Platform.linux("amd64"), image.platforms().get(Platform.linux("amd64")).digest()));
    assertThat(Files.readAllBytes(blob(image.digest()))).isEqualTo(image.top().bytes());
    assertThat(blob(image.platforms().get(Platform.linux("arm64")).digest())).doesNotExist();
    assertThat(blobNames()).containsExactlyInAnyOrderElementsOf(hexes(locked));
  }

  @Test
  void twoPlatforms_areBothBrought() {
    TestImage image = registry.pushImage("calico/node:v3", "linux/amd64", "linux/arm64");

    LockedImage locked =
        scene.pull(pin(ref("calico/node:v3"), "linux/amd64", "linux/arm64")).get(0);

    assertThat(locked.blobs().keySet())
        .containsAll(image.documents().keySet())
        .containsAll(image.blobs().keySet());
  }

  @Test
  void arm64Variant8_isTakenForArm64() {
    registry.pushImage("a/b:1", "linux/arm64/v8");

    assertThat(scene.pull(pin(ref("a/b:1"), "linux/arm64")).get(0).manifests())
        .containsOnlyKeys(Platform.linux("arm64"));
  }

  @Test
  void imageWithoutIndex_isItsOwnManifest() {
    TestImage image = TestImages.named("single").docker().buildSingle();
    registry.push("a/b:1", image);

    LockedImage locked = scene.pull(pin(ref("a/b:1"))).get(0);

    assertThat(locked.digest()).isEqualTo(image.digest());
    assertThat(locked.manifests()).containsValue(image.digest());
  }

  @Test
  void attestationsOfTheWantedPlatform_comeAlong() {
    TestImage image = TestImages.named("a").platforms("linux/amd64").attested().build();
    registry.push("a/b:1", image);

    assertThat(scene.pull(pin(ref("a/b:1"))).get(0).blobs().keySet())
        .containsAll(image.documents().keySet());
  }

  @Test
  void sharedLayer_isFetchedOnce() {
    byte[] base = TestImages.layer("base", 5000);
    registry.push("a/one:1", TestImages.named("one").on(base).build());
    registry.push("a/two:1", TestImages.named("two").on(base).build());

    scene.pull(pin(ref("a/one:1")), pin(ref("a/two:1")));

    assertThat(registry.count("GET .*" + Checksum.sha256Of(base).hex())).isEqualTo(1);
  }

  @Test
  void secondPull_fetchesNothingButAsksForTheTag() {
    registry.pushImage("a/b:1");
    scene.pull(pin(ref("a/b:1")));
    registry.forgetRequests();

    scene.pull(pin(ref("a/b:1")));

    assertThat(registry.count("GET .*/(manifests|blobs)/.*")).isZero();
    assertThat(registry.count("HEAD .*/manifests/1")).isEqualTo(1);
  }

  @Test
  void layout_isTheSameBytesWhateverTheOrder() throws IOException {
    registry.pushImage("b/b:1");
    registry.push("a/a:1", TestImages.named("a").docker().build());
    scene.pull(pin(ref("b/b:1")), pin(ref("a/a:1")));
    String first = index();

    scene.pull(pin(ref("a/a:1")), pin(ref("b/b:1")));

    assertThat(index()).isEqualTo(first);
  }

  @Test
  void imageNoLongerWanted_leavesTheLayout() throws IOException {
    registry.pushImage("a/a:1");
    registry.pushImage("b/b:1");
    scene.pull(pin(ref("a/a:1")), pin(ref("b/b:1")));

    List<LockedImage> left = scene.pull(pin(ref("b/b:1")));

    assertThat(blobNames()).containsExactlyInAnyOrderElementsOf(hexes(left.get(0)));
    assertThat(index()).doesNotContain("a/a:1");
  }

  @Test
  void offline_comesOutOfTheStoreAlone() {
    TestImage image = registry.pushImage("a/b:1");
    scene.pull(pin(ref("a/b:1")));
    registry.forgetRequests();

    assertThat(scene.offline().pull(pin(ref("a/b:1"))).get(0).digest()).isEqualTo(image.digest());
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void offline_namesAllThatIsMissingAtOnce() {
    registry.pushImage("a/there:1");
    TestImage holed = registry.pushImage("a/holed:1");
    scene.pull(pin(ref("a/there:1")), pin(ref("a/holed:1")));
    Checksum layer = layerOf(holed);
    scene.store.find(layer).ifPresent(blob -> blob.path().toFile().delete());

    assertThatThrownBy(
            () ->
                scene
                    .offline()
                    .pull(pin(ref("a/there:1")), pin(ref("a/holed:1")), pin(ref("a/never:1"))))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("2 problems")
        .hasMessageContaining("a/holed:1 is not complete in the store")
        .hasMessageContaining("a/never:1 is not complete in the store")
        .hasMessageNotContaining("a/there:1");
  }

  @Test
  void missingPlatform_isNamedWithThoseThatThereAre() {
    registry.pushImage("a/b:1", "linux/amd64", "linux/s390x");

    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1"), "linux/amd64", "linux/arm64")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "a/b:1 is not made for linux/arm64, only for linux/amd64, linux/s390x");
  }

  @Test
  void singleImageOfAnotherPlatform_isRefused() {
    registry.push("a/b:1", TestImages.named("x").platforms("linux/amd64").buildSingle());

    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1"), "linux/arm64")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not made for linux/arm64, only for linux/amd64");
  }

  @Test
  void unknownImage_isNamedAndNothingIsLaidOut() {
    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1"))))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(ref("a/b:1"))
        .hasMessageContaining("does not have");
    assertThat(scene.layout).doesNotExist();
  }

  @Test
  void movedTag_isAnErrorWithBothDigests() {
    TestImage image = registry.pushImage("a/b:1");
    Checksum old = Checksum.sha256Of("old".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> scene.pull(pinned(ref("a/b:1"), old)))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got " + image.digest())
        .hasMessageContaining("want " + old);
  }

  @Test
  void pinnedImageWhoseTagIsGone_isPulledByDigest() {
    TestImage image = TestImages.named("x").build();
    registry.push("a/b:other", image);

    assertThat(scene.pull(pinned(ref("a/b:1"), image.digest())).get(0).digest())
        .isEqualTo(image.digest());
  }

  @Test
  void referenceByDigest_isPulled() {
    TestImage image = registry.pushImage("a/b:1");

    assertThat(scene.pull(pin(ref("a/b") + "@" + image.digest())).get(0).digest())
        .isEqualTo(image.digest());
  }

  @Test
  void mirrors_areAskedInOrderBeforeTheOriginal() {
    TestImage image = registry.pushImage("second/calico/node:v3");

    LockedImage locked =
        scene
            .mirrors("quay.io/calico=" + ref("first/calico"), "quay.io=" + ref("second"))
            .pull(pin("quay.io/calico/node:v3"))
            .get(0);

    assertThat(locked.ref()).hasToString("quay.io/calico/node:v3");
    assertThat(locked.digest()).isEqualTo(image.digest());
    assertThat(registry.requests().stream().filter(request -> request.contains("manifests")))
        .first()
        .asString()
        .contains("first/calico/node");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 503})
  void mirrorThatFails_isToldOfAndTheNextIsAsked(int status) {
    TestImage image = TestImages.named("x").build();
    try (FakeRegistry second = FakeRegistry.start()) {
      registry.misbehave(Fault.status(".*/v2/a/.*", Integer.MAX_VALUE, status, Map.of()));
      second.push("a/b:1", image);

      LockedImage locked =
          scene
              .mirrors("quay.io=" + registry.host(), "quay.io=" + second.host())
              .pull(pin("quay.io/a/b:1"))
              .get(0);

      assertThat(locked.digest()).isEqualTo(image.digest());
      assertThat(scene.heard)
          .singleElement()
          .asString()
          .contains("quay.io/a/b:1: ", registry.host(), "next registry is asked");
    }
  }

  @Test
  void mirrorThatLacksAnImage_isNothingToTellOf() {
    registry.pushImage("second/a/b:1");

    scene.mirrors("quay.io=" + ref("first"), "quay.io=" + ref("second")).pull(pin("quay.io/a/b:1"));

    assertThat(scene.heard).isEmpty();
  }

  @Test
  void mirrorWithAStaleTag_isPassedOverByALockedPull() {
    TestImage image = registry.pushImage("a/b:1");
    try (FakeRegistry mirror = FakeRegistry.start()) {
      Checksum stale =
          mirror
              .push("a/b:1", TestImages.named("old").build())
              .manifest("a/b", "1")
              .orElseThrow()
              .digest();

      LockedImage locked =
          scene
              .mirrors(registry.host() + "=" + mirror.host())
              .pull(pinned(ref("a/b:1"), image.digest()))
              .get(0);

      assertThat(locked.digest()).isEqualTo(image.digest());
      assertThat(scene.heard)
          .singleElement()
          .asString()
          .contains(mirror.host() + "/a/b:1: got " + stale);
    }
  }

  @Test
  void tagThatNoRegistryHasAsPinned_isAnErrorThatNamesEachOfThem() {
    TestImage image = registry.pushImage("a/b:1");
    Checksum pinned = Checksum.sha256Of("pinned".getBytes(StandardCharsets.UTF_8));
    try (FakeRegistry mirror = FakeRegistry.start()) {
      mirror.push("a/b:1", TestImages.named("old").build());

      assertThatThrownBy(
              () ->
                  scene
                      .mirrors(registry.host() + "=" + mirror.host())
                      .pull(pinned(ref("a/b:1"), pinned)))
          .isInstanceOf(IntegrityException.class)
          .hasMessageContaining(mirror.host() + "/a/b:1: got ")
          .hasMessageContaining(ref("a/b:1") + ": got " + image.digest() + ", want " + pinned);
    }
  }

  @Test
  void mirrorThatLacksABlob_isHelpedByTheOther() {
    TestImage image = registry.pushImage("calico/node:v3");
    try (FakeRegistry mirror = FakeRegistry.start()) {
      mirror.push("calico/node:v3", image);
      mirror.removeBlob(layerOf(image));

      scene.mirrors(registry.host() + "=" + mirror.host()).pull(pin(ref("calico/node:v3")));

      assertThat(registry.count("GET .*/blobs/.*")).isEqualTo(1);
    }
  }

  @Test
  void registryWithoutDigestHeaders_isBelievedOnlyItsBytes() {
    TestImage image = registry.hideDigests().pushImage("a/b:1");

    assertThat(scene.pull(pin(ref("a/b:1"))).get(0).digest()).isEqualTo(image.digest());
  }

  @Test
  void changedManifest_isRefused() {
    registry.pushImage("a/b:1");
    registry.misbehave(Fault.corrupt("GET .*/manifests/.*"));

    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1")))).isInstanceOf(OfflineException.class);
    assertThat(scene.layout).doesNotExist();
  }

  @Test
  void changedLayer_isRefusedWithGotAndWant() {
    TestImage image = registry.pushImage("a/b:1");
    Checksum layer = layerOf(image);
    registry.misbehave(Fault.corrupt("GET .*" + layer.hex()));

    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1"))))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("want " + layer);
    assertThat(scene.store.find(layer)).isEmpty();
  }

  @Test
  void cutLayer_isResumedWhereItStopped() {
    TestImage image = TestImages.named("x").layers(1, 100_000).build();
    registry.push("a/b:1", image);
    registry.misbehave(Fault.cut("GET .*" + layerOf(image).hex(), 2, 30_000));

    assertThat(scene.pull(pin(ref("a/b:1"))).get(0).digest()).isEqualTo(image.digest());
    assertThat(registry.count("GET .*" + layerOf(image).hex())).isEqualTo(3);
  }

  @Test
  void tooManyRequests_areRepeatedWhenTheRegistrySays() {
    TestImage image = registry.pushImage("a/b:1");
    registry.misbehave(Fault.status(".*/v2/a/.*", 2, 429, Map.of("Retry-After", "90")));

    assertThat(scene.pull(pin(ref("a/b:1"))).get(0).digest()).isEqualTo(image.digest());
    assertThat(scene.clock.pauses()).containsOnly(Duration.ofSeconds(90)).hasSize(2);
  }

  @Test
  void missingBlob_isNamed() {
    TestImage image = registry.pushImage("a/b:1");
    registry.removeBlob(layerOf(image));

    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1"))))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining(layerOf(image).hex());
  }

  @Test
  void schema1_isRefusedInSoManyWords() {
    registry.tag(
        "a/b",
        "1",
        new TestImage.Document(
            "application/vnd.docker.distribution.manifest.v1+prettyjws",
            "{\"schemaVersion\": 1, \"fsLayers\": []}".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1"))))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("schema 1");
  }

  @Test
  void basicLogin_isGivenWhenAsked() {
    TestImage image = registry.requireBasic("ci", "s3cret").pushImage("a/b:1");

    assertThat(scene.login(registry.host(), "ci", "s3cret").pull(pin(ref("a/b:1"))).get(0).digest())
        .isEqualTo(image.digest());
  }

  @Test
  void missingLogin_saysWhereToGiveIt() {
    registry.requireBasic("ci", "s3cret").pushImage("a/b:1");

    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1"))))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("<id>" + registry.host() + "</id>");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void missingLogin_saysThatTheCredentialHelperIsMissing(boolean token) throws IOException {
    registry.pushImage("a/b:1");
    if (token) {
      registry.requireToken("ci", "s3cret", 5);
    } else {
      registry.requireBasic("ci", "s3cret");
    }
    Files.writeString(
        folder.resolve("config.json"),
        "{\"credHelpers\":{\"%s\":\"not-there\"}}".formatted(registry.host()));
    scene.environment(Map.of("DOCKER_CONFIG", folder.toString()));

    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1"))))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("wants a login")
        .hasMessageContaining("docker-credential-not-there");
  }

  @Test
  void wrongLogin_isNotPrinted() {
    registry.requireToken("ci", "s3cret", 5).pushImage("a/b:1");

    assertThatThrownBy(
            () -> scene.login(registry.host(), "ci", "wrong-one").pull(pin(ref("a/b:1"))))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("refuses the login")
        .hasMessageNotContaining("wrong-one");
  }

  @Test
  void tokenThatExpiresInTheMiddle_isRenewed() {
    TestImage image = TestImages.named("x").layers(12, 100).build();
    registry.requireToken("ci", "s3cret", 6).push("a/b:1", image);

    assertThat(scene.login(registry.host(), "ci", "s3cret").pull(pin(ref("a/b:1"))).get(0).digest())
        .isEqualTo(image.digest());
  }

  @Test
  void anonymousToken_isAskedForOnceARepository() {
    registry.requireToken("", "", Integer.MAX_VALUE).pushImage("a/b:1");

    scene.pull(pin(ref("a/b:1")));

    assertThat(registry.count("GET /token.*")).isEqualTo(1);
  }

  @Test
  void blobRedirectedToAnotherHost_isFetchedWithoutTheLogin() {
    TestImage image = registry.requireBasic("ci", "s3cret").pushImage("a/b:1");
    try (FakeRegistry elsewhere = FakeRegistry.start()) {
      elsewhere.push("a/b:1", image);
      registry.misbehave(Fault.redirect("GET .*/blobs/.*", elsewhere.url()));

      scene.login(registry.host(), "ci", "s3cret").pull(pin(ref("a/b:1")));

      assertThat(elsewhere.count("GET .*/blobs/.*")).isEqualTo(3);
      assertThat(elsewhere.secretsSeen()).isEmpty();
    }
  }

  @Test
  void indexInAnIndex_isWalked() {
    TestImage inner = registry.pushImage("a/inner:1");
    TestImage.Document outer =
        document(
            MediaTypes.OCI_INDEX, "{\"manifests\": [ %s ]}".formatted(describe(inner.top(), "")));
    registry.putManifest("a/b", inner.top());
    inner.documents().values().forEach(document -> registry.putManifest("a/b", document));
    inner.blobs().values().forEach(blob -> registry.putBlob("a/b", blob));
    registry.tag("a/b", "1", outer);

    LockedImage locked = scene.pull(pin(ref("a/b:1"))).get(0);

    assertThat(locked.digest()).isEqualTo(outer.digest());
    assertThat(locked.blobs()).containsKey(inner.digest());
    assertThat(locked.manifests())
        .containsValue(inner.platforms().get(Platform.linux("amd64")).digest());
  }

  @Test
  void foreignLayer_isLeftToTheUrlsThatItNames() {
    TestImage image = TestImages.named("x").platforms("linux/amd64").buildSingle();
    registry.push("a/plain:1", image);
    String withForeign =
        new String(image.top().bytes(), StandardCharsets.UTF_8)
            .replaceFirst(
                "\"layers\": \\[",
                "\"layers\": [ {\"mediaType\": \"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip\","
                    + " \"size\": 3, \"digest\": \"sha256:"
                    + "ef".repeat(32)
                    + "\", \"urls\": [\"https://go.example.com/layer\"]},");
    TestImage.Document manifest = document(image.top().mediaType(), withForeign);
    image.blobs().values().forEach(blob -> registry.putBlob("a/b", blob));
    registry.tag("a/b", "1", manifest);

    LockedImage locked = scene.pull(pin(ref("a/b:1"))).get(0);

    assertThat(locked.digest()).isEqualTo(manifest.digest());
    assertThat(locked.blobs()).doesNotContainKey(Checksum.sha256("ef".repeat(32)));
    try (FakeRegistry target = FakeRegistry.start()) {
      scene.push(target.host(), ImagePath.STRIP);
      assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(manifest.digest());
    }
  }

  @Test
  void manifestOfFourMegabytes_isKeptByteForByte() throws IOException {
    TestImage image = TestImages.named("x").platforms("linux/amd64").buildSingle();
    String padded =
        new String(image.top().bytes(), StandardCharsets.UTF_8)
            .replaceFirst("\\{", "{ \"annotations\": {\"a\": \"" + "x".repeat(4 << 20) + "\"},");
    TestImage.Document manifest = document(image.top().mediaType(), padded);
    image.blobs().values().forEach(blob -> registry.putBlob("a/b", blob));
    registry.tag("a/b", "1", manifest);

    assertThat(scene.pull(pin(ref("a/b:1"))).get(0).digest()).isEqualTo(manifest.digest());
    assertThat(Files.readAllBytes(blob(manifest.digest()))).isEqualTo(manifest.bytes());
  }

  private static TestImage.Document document(String mediaType, String text) {
    return new TestImage.Document(mediaType, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String describe(TestImage.Document document, String more) {
    return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d%s}"
        .formatted(document.mediaType(), document.digest(), document.bytes().length, more);
  }

  private String ref(String repositoryAndTag) {
    return registry.host() + "/" + repositoryAndTag;
  }

  private Path blob(Checksum digest) {
    return scene.layout.resolve("blobs/sha256/" + digest.hex());
  }

  private String index() throws IOException {
    return Files.readString(scene.layout.resolve("index.json"));
  }

  private List<String> blobNames() throws IOException {
    try (Stream<Path> files = Files.list(scene.layout.resolve("blobs/sha256"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static List<String> hexes(LockedImage image) {
    return image.blobs().keySet().stream().map(Checksum::hex).toList();
  }

  /** The largest blob of linux/amd64. */
  private static Checksum layerOf(TestImage image) {
    String manifest =
        new String(image.platforms().get(Platform.linux("amd64")).bytes(), StandardCharsets.UTF_8);
    return image.blobs().entrySet().stream()
        .filter(blob -> manifest.contains(blob.getKey().hex()))
        .max(java.util.Comparator.comparing(blob -> blob.getValue().length))
        .orElseThrow()
        .getKey();
  }
}
