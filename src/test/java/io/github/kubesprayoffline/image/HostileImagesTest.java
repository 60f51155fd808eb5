package io.github.kubesprayoffline.image;

import static io.github.kubesprayoffline.image.Scene.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.oci.MediaTypes;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Fault;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImage.Document;
import io.github.kubesprayoffline.testing.TestImages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images whose documents lie, contradict each other, or have no end. */
@Timeout(60)
class HostileImagesTest {

  private static final String PLATFORM =
      ", \"platform\": {\"os\": \"linux\", \"architecture\": \"amd64\"}";

  @TempDir Path folder;
  private FakeRegistry registry;
  private FakeRegistry target;
  private Scene scene;

  @BeforeEach
  void start() {
    registry = FakeRegistry.start();
    target = FakeRegistry.start();
    scene = new Scene(folder);
  }

  @AfterEach
  void stop() {
    registry.close();
    target.close();
  }

  @ParameterizedTest
  @CsvSource({"md5,32", "sha1,40"})
  void layerNamedByADigestThatCanBeForged_isRefused(String algorithm, int digits) {
    String weak = algorithm + ":" + "a".repeat(digits);
    registry.tag("a/b", "1", manifest(layer(weak, 1000)));

    assertThatThrownBy(() -> pull("a/b:1"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("'%s' is no digest of sha256 or sha512".formatted(weak));
    assertThat(registry.count("GET .*/blobs/.*")).isZero();
  }

  @Test
  void manifestNamedByADigestThatCanBeForged_isRefused() {
    Document index = index(entry(MediaTypes.OCI_MANIFEST, "md5:" + "a".repeat(32), 7, PLATFORM));
    registry.tag("a/b", "1", index);

    assertThatThrownBy(() -> pull("a/b:1"))
        .hasMessageContaining("is no digest of sha256 or sha512");
  }

  @ParameterizedTest
  @CsvSource({"0, 11000", "11000, 0", "10999, 11000", "11001, 11000", "1099511627776, 11000"})
  void layerOfAnotherSizeThanItsManifestSays_isRefused(long said, int there) {
    byte[] layer = new byte[there];
    registry.putBlob("a/b", layer);
    registry.tag("a/b", "1", manifest(layer(Checksum.sha256Of(layer).toString(), said)));

    assertThatThrownBy(() -> pull("a/b:1")).isInstanceOf(OfflineException.class);
    assertThat(scene.layout).doesNotExist();
  }

  @Test
  void storedLayerOfAnotherSizeThanItsManifestSays_isRefused() {
    byte[] layer = new byte[11_000];
    scene.store.put(layer);
    registry.tag("a/b", "1", manifest(layer(Checksum.sha256Of(layer).toString(), 0)));

    assertThatThrownBy(() -> pull("a/b:1"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got 11000 bytes, want 0 bytes");
  }

  @Test
  void layerOfTwoSizesInOneImage_isRefused() {
    byte[] layer = new byte[11_000];
    String digest = Checksum.sha256Of(layer).toString();
    registry.putBlob("a/b", layer);
    registry.tag("a/b", "1", manifest(layer(digest, 11_000), layer(digest, 11_001)));

    assertThatThrownBy(() -> pull("a/b:1"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("contradict each other");
  }

  @Test
  void layerOfAnotherSizeInAnotherImage_isRefusedForThatOne() {
    byte[] layer = new byte[11_000];
    String digest = Checksum.sha256Of(layer).toString();
    registry.putBlob("a/b", layer);
    registry.putBlob("a/c", layer);
    registry.tag("a/b", "1", manifest(layer(digest, 11_000)));
    registry.tag("a/c", "1", manifest(layer(digest, 10_000)));

    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1")), pin(ref("a/c:1"))))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got 1")
        .hasMessageContaining("want 1");
  }

  @Test
  void manifestOfAnotherSizeThanItsIndexSays_isRefused() {
    TestImage image = TestImages.named("a").platforms("linux/amd64").buildSingle();
    registry.push("a/b:plain", image);
    registry.tag(
        "a/b",
        "1",
        index(entry(MediaTypes.OCI_MANIFEST, image.digest().toString(), 1L << 40, PLATFORM)));

    assertThatThrownBy(() -> pull("a/b:1"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("want 1099511627776 bytes");
  }

  @Test
  void indexOfTwentyThousandManifests_isRefusedUnfollowed() {
    String entry = entry(MediaTypes.OCI_MANIFEST, digest(1), 1000, "");
    registry.tag("a/b", "1", index(Collections.nCopies(20_000, entry).toArray(String[]::new)));

    assertThatThrownBy(() -> pull("a/b:1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(ref("a/b:1"))
        .hasMessageContaining("lists 20000, and 1000 are the most for an image");
    assertThat(registry.count("GET .*/manifests/sha256:0.*")).isZero();
  }

  @Test
  void manifestOfTwentyThousandLayers_isRefused() {
    String[] layers =
        IntStream.range(0, 20_000).mapToObj(i -> layer(digest(i), 1)).toArray(String[]::new);
    registry.tag("a/b", "1", manifest(layers));

    assertThatThrownBy(() -> pull("a/b:1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1000 are the most for an image");
  }

  @Test
  void indexesThatFanOut_areLookedThroughOnceEach() {
    String entry = entry(MediaTypes.OCI_MANIFEST, put(manifest()).toString(), size(manifest()), "");
    Document index = index(entry);
    for (int level = 0; level < 3; level++) {
      registry.putManifest("a/b", index);
      String below = describe(index);
      index = index(Collections.nCopies(900, below).toArray(String[]::new));
    }
    registry.tag("a/b", "1", index);

    assertThatThrownBy(() -> scene.pull(pin(ref("a/b:1"), "linux/s390x")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not made for linux/s390x");
    assertThat(registry.requests().size()).isLessThan(20);
  }

  @Test
  void indexesWithoutAnEnd_areLeft() {
    Document index = index(entry(MediaTypes.OCI_INDEX, digest(1), 1000, ""));
    for (int level = 0; level < 8; level++) {
      registry.putManifest("a/b", index);
      index = index(describe(index));
    }
    registry.tag("a/b", "1", index);

    assertThatThrownBy(() -> pull("a/b:1"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("its indexes lie more than 4 deep");
  }

  @Test
  void manifestsThatFillAMemory_areRefused() {
    String filler = "\"annotations\": {\"x\": \"" + "x".repeat(5 << 20) + "\"}, ";
    List<String> entries =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    new Document(
                        MediaTypes.OCI_INDEX,
                        bytes("{ \"n\": %d, %s \"manifests\": [] }".formatted(i, filler))))
            .peek(document -> registry.putManifest("a/b", document))
            .map(HostileImagesTest::describe)
            .collect(Collectors.toList());
    registry.tag("a/b", "1", index(entries.toArray(String[]::new)));

    assertThatThrownBy(() -> pull("a/b:1"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("come to more, and 33554432 bytes are the most for an image");
  }

  @Test
  void configurationThatFillsAMemory_isNotEvenFetched() {
    String config = entry("application/vnd.oci.image.config.v1+json", digest(3), 10L << 30, "");
    registry.tag(
        "a/b",
        "1",
        new Document(
            MediaTypes.OCI_MANIFEST,
            bytes("{ \"schemaVersion\": 2, \"config\": %s, \"layers\": [] }".formatted(config))));

    assertThatThrownBy(() -> pull("a/b:1")).hasMessageContaining("33554432 bytes are the most");
    assertThat(registry.count("GET .*/blobs/.*")).isZero();
  }

  @Test
  void layoutWithIndexesWithoutAnEnd_isNotPushed() throws Exception {
    TestImage image = TestImages.named("a").platforms("linux/amd64").build();
    registry.push("a/b:1", image);
    pull("a/b:1");
    Document index = image.top();
    for (int level = 0; level < 50; level++) {
      index = index(describe(index));
      Files.write(LayoutWriter.blobPath(scene.layout, index.digest()), index.bytes());
    }
    Files.write(
        scene.layout.resolve("index.json"),
        bytes(
            Files.readString(scene.layout.resolve("index.json"))
                .replace(image.digest().toString(), index.digest().toString())));

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("more than 4 deep");
  }

  @Test
  void rottenManifestThatIsLarge_isFetchedAgainAtOnce() throws Exception {
    TestImage image = TestImages.named("a").platforms("linux/amd64").buildSingle().padded(100_000);
    registry.push("a/b:1", image);
    pull("a/b:1");
    Path blob = scene.store.find(image.digest()).orElseThrow().path();
    var time = Files.getLastModifiedTime(blob);
    byte[] rotten = image.top().bytes().clone();
    rotten[rotten.length / 2] ^= 1;
    Files.delete(blob);
    Files.write(blob, rotten);
    Files.setLastModifiedTime(blob, time);

    assertThat(pull("a/b:1")).isEqualTo(image.digest());
    assertThat(blob).hasBinaryContent(image.top().bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1000})
  void registryThatTakesHardlyAnythingATry_isLeft(int bytes) {
    registry.push(
        "a/b:1", TestImages.named("a").platforms("linux/amd64").layers(1, 6 << 20).build());
    pull("a/b:1");
    target.misbehave(Fault.cut("PATCH .*", Integer.MAX_VALUE, bytes));

    assertThatThrownBy(() -> scene.push(target.host(), ImagePath.STRIP))
        .isInstanceOf(OfflineException.class);
    assertThat(target.count("PATCH .*")).isLessThan(40);
  }

  @Test
  void registryThatTakesHalfAMegabyteATry_hasItAllAtLast() {
    registry.push(
        "a/b:1", TestImages.named("a").platforms("linux/amd64").layers(1, 6 << 20).build());
    pull("a/b:1");
    target.misbehave(Fault.cut("PATCH .*", 11, 500_000));

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1")).isPresent();
  }

  @Test
  void lastTryThatGetsAhead_isAFreshStart() {
    registry.push(
        "a/b:1", TestImages.named("a").platforms("linux/amd64").layers(1, 6 << 20).build());
    pull("a/b:1");
    target.misbehave(Fault.cut("PATCH .*", 3, 1000));
    target.misbehave(Fault.cut("PATCH .*", 2, 1_000_000));

    scene.push(target.host(), ImagePath.STRIP);

    assertThat(target.manifest("a/b", "1")).isPresent();
    assertThat(scene.clock.pauses()).hasSize(5);
  }

  private Checksum pull(String name) {
    return scene.pull(pin(ref(name))).get(0).digest();
  }

  private String ref(String name) {
    return registry.host() + "/" + name;
  }

  private Checksum put(Document document) {
    registry.putManifest("a/b", document);
    return document.digest();
  }

  private static long size(Document document) {
    return document.bytes().length;
  }

  private Document manifest(String... layers) {
    byte[] config = bytes("{\"os\":\"linux\",\"architecture\":\"amd64\"}");
    registry.putBlob("a/b", config);
    registry.putBlob("a/c", config);
    return new Document(
        MediaTypes.OCI_MANIFEST,
        bytes(
            "{ \"schemaVersion\": 2, \"config\": %s, \"layers\": [%s] }"
                .formatted(
                    entry(
                        "application/vnd.oci.image.config.v1+json",
                        Checksum.sha256Of(config).toString(),
                        config.length,
                        ""),
                    String.join(",", layers))));
  }

  private static Document index(String... entries) {
    return new Document(
        MediaTypes.OCI_INDEX,
        bytes(
            "{ \"schemaVersion\": 2, \"mediaType\": \"%s\", \"manifests\": [%s] }"
                .formatted(MediaTypes.OCI_INDEX, String.join(",", entries))));
  }

  private static String describe(Document document) {
    return entry(document.mediaType(), document.digest().toString(), size(document), "");
  }

  private static String layer(String digest, long size) {
    return entry("application/vnd.oci.image.layer.v1.tar+gzip", digest, size, "");
  }

  private static String entry(String mediaType, String digest, long size, String more) {
    return "{ \"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d%s }"
        .formatted(mediaType, digest, size, more);
  }

  private static String digest(int number) {
    return "sha256:%064x".formatted(number);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
