package io.github.kubesprayoffline.image;

import static io.github.kubesprayoffline.image.Scene.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.image.push.PushReport;
import io.github.kubesprayoffline.image.push.PushReport.Outcome;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.oci.MediaTypes;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Fault;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImage.Document;
import io.github.kubesprayoffline.testing.TestImages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no image, or has parts of types that nobody told us of, goes through as it is. */
class ArtifactsTest {

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/vnd.cncf.helm.config.v1+json | {\"name\":\"chart\",\"version\":\"1.0.0\"}",
        "application/vnd.oci.empty.v1+json | {}",
        "application/vnd.example.config.v1+yaml | name: chart",
        "application/vnd.oci.image.config.v1+json | {\"os\":\"\",\"architecture\":\"\"}"
      })
  void artifact_suitsEveryPlatformAndIsPushedAsItIs(String configType, String config) {
    Document chart = artifact("a/chart", configType, config);
    upstream.tag("a/chart", "1", chart);

    LockedImage locked = scene.pull(pin(up("a/chart:1"), "linux/amd64", "linux/arm64")).get(0);
    scene.push(target.host(), ImagePath.STRIP);

    assertThat(locked.digest()).isEqualTo(chart.digest());
    assertThat(locked.manifests())
        .containsOnlyKeys(Platform.linux("amd64"), Platform.linux("arm64"))
        .containsValue(chart.digest());
    assertThat(target.manifest("a/chart", "1").orElseThrow().bytes()).isEqualTo(chart.bytes());
    assertThat(target.hasBlob("a/chart", checksum("a layer"))).isTrue();
    assertThat(scene.push(target.host(), ImagePath.STRIP).images().get(0).outcome())
        .isEqualTo(Outcome.THERE);
  }

  @Test
  void artifactBesideImages_isNoSubstituteForAPlatformThatIsMissing() {
    TestImage image = TestImages.named("a").platforms("linux/amd64").build();
    Document signature = artifact("a/b", "application/vnd.example.signature", "{}");
    upstream.push("a/b:plain", image);
    upstream.tag("a/b", "1", withEntry(image.top(), describe(signature, "")));

    assertThatThrownBy(() -> scene.pull(pin(up("a/b:1"), "linux/arm64")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not made for linux/arm64, only for linux/amd64");
    assertThat(scene.pull(pin(up("a/b:1"))).get(0).manifests())
        .containsOnlyKeys(Platform.linux("amd64"));
  }

  @Test
  void layerOfAnUnknownType_isPulledAndPushed() {
    TestImage image = TestImages.named("a").platforms("linux/amd64").buildSingle();
    image.blobs().values().forEach(blob -> upstream.putBlob("a/b", blob));
    upstream.putBlob("a/b", bytes("a layer"));
    String layer =
        "{\"mediaType\": \"application/vnd.example.weights\", \"size\": 7, \"digest\": \"%s\", \"urls\": [\"https://elsewhere.example.com/\"]}"
            .formatted(checksum("a layer"));
    Document manifest = withEntry(image.top(), layer);
    upstream.tag("a/b", "1", manifest);

    scene.pull(pin(up("a/b:1")));
    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(manifest.digest());
    assertThat(target.hasBlob("a/b", checksum("a layer"))).isTrue();
  }

  @Test
  void attestationOfAnUnknownType_isKeptAsTheBytesThatItIs() {
    Document attestation = attestation();
    Document index = attested(attestation);

    LockedImage locked = scene.pull(pin(up("a/b:1"))).get(0);
    LockedImage again = scene.offline().pull(pin(up("a/b:1"))).get(0);
    PushReport report = new Scene(folder).push(target.host(), ImagePath.STRIP);

    assertThat(locked.blobs())
        .containsEntry(attestation.digest(), (long) attestation.bytes().length);
    assertThat(again.blobs()).isEqualTo(locked.blobs());
    assertThat(report.images().get(0).outcome()).isEqualTo(Outcome.SENT);
    assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(index.digest());
    Document there = target.manifest("a/b", attestation.digest().toString()).orElseThrow();
    assertThat(there.bytes()).isEqualTo(attestation.bytes());
    assertThat(there.mediaType()).isEqualTo(attestation.mediaType());
  }

  @Test
  void attestationThatTheRegistryDoesNotTake_isLeftOut() {
    Document attestation = attestation();
    Document index = attested(attestation);
    scene.pull(pin(up("a/b:1")));
    target.refuseSparseIndexes();
    target.misbehave(Fault.status("PUT .*/manifests/" + attestation.digest(), 99, 400, Map.of()));

    PushReport report = scene.push(target.host(), ImagePath.STRIP);

    assertThat(report.images().get(0).outcome()).isEqualTo(Outcome.REDUCED);
    assertThat(target.manifest("a/b", index.digest().toString())).isEmpty();
    assertThat(target.manifest("a/b", "1")).isPresent();
  }

  private Document attested(Document attestation) {
    TestImage image = TestImages.named("a").platforms("linux/amd64").build();
    upstream.push("a/b:plain", image);
    upstream.putManifest("a/b", attestation);
    Checksum manifest = image.platforms().get(Platform.linux("amd64")).digest();
    String entry =
        describe(
            attestation,
            ", \"platform\": {\"os\": \"unknown\", \"architecture\": \"unknown\"}, \"annotations\": {\"vnd.docker.reference.digest\": \"%s\"}"
                .formatted(manifest));
    Document index = withEntry(image.top(), entry);
    upstream.tag("a/b", "1", index);
    return index;
  }

  private static Document attestation() {
    return new Document(
        "application/vnd.oci.artifact.manifest.v1+json",
        bytes(
            "{ \"mediaType\": \"application/vnd.oci.artifact.manifest.v1+json\", \"blobs\": [] }"));
  }

  private Document artifact(String repository, String configType, String config) {
    upstream.putBlob(repository, bytes(config));
    upstream.putBlob(repository, bytes("a layer"));
    Document artifact =
        new Document(
            MediaTypes.OCI_MANIFEST,
            bytes(
                """
                { "schemaVersion": 2, "mediaType": "%s",
                  "config": { "mediaType": "%s", "digest": "%s", "size": %d },
                  "layers": [ { "mediaType": "application/vnd.example.content", "digest": "%s", "size": 7 } ] }
                """
                    .formatted(
                        MediaTypes.OCI_MANIFEST,
                        configType,
                        checksum(config),
                        bytes(config).length,
                        checksum("a layer"))));
    upstream.putManifest(repository, artifact);
    return artifact;
  }

  /** With one more entry at the beginning of its only list. */
  private static Document withEntry(Document document, String entry) {
    String text = new String(document.bytes(), StandardCharsets.UTF_8);
    return new Document(document.mediaType(), bytes(text.replaceFirst("\\[", "[ " + entry + ",")));
  }

  private static String describe(Document document, String more) {
    return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d%s}"
        .formatted(document.mediaType(), document.digest(), document.bytes().length, more);
  }

  private static Checksum checksum(String text) {
    return Checksum.sha256Of(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String up(String name) {
    return upstream.host() + "/" + name;
  }
}
