package io.github.kubesprayoffline.oci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageGraphTest {

  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

  private final Map<Checksum, byte[]> contents = new HashMap<>();
  private final Set<Checksum> elsewhere = new HashSet<>();
  private final List<Checksum> opened = new ArrayList<>();

  @Test
  void image_hasItsDocumentsChildrenFirstAndItsBlobs() {
    TestImage image = TestImages.named("a").attested().build().inAnIndex();
    image.documents().values().forEach(document -> put(document.bytes()));
    image.blobs().values().forEach(this::put);

    ImageGraph graph = graph(image.top().mediaType(), image.top().bytes());

    assertThat(graph.problems()).isEmpty();
    assertThat(graph.isWhole()).isTrue();
    assertThat(graph.named()).isEqualTo(image.documents().keySet());
    assertThat(graph.blobs().keySet()).isEqualTo(image.blobs().keySet());
    assertThat(graph.missing()).isEmpty();
    assertThat(graph.absent()).isEmpty();
    assertThat(List.copyOf(graph.documents().keySet())).endsWith(image.digest());
    image
        .platforms()
        .values()
        .forEach(
            manifest ->
                assertThat(place(graph, manifest.digest())).isLessThan(placeOfIndex(graph)));
  }

  @Test
  void documentThatManyRefersTo_isReadOnce() {
    byte[] manifest = put(manifest(entry(CONFIG, put("{}")), ""));
    byte[] inner = put(index(entry(MediaTypes.OCI_MANIFEST, manifest)));
    String entry = entry(MediaTypes.OCI_INDEX, inner);

    graph(MediaTypes.OCI_INDEX, put(index(entry, entry, entry(MediaTypes.OCI_MANIFEST, manifest))));

    assertThat(opened).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void manifestThatIsNotHere_isAbsentAndNoProblem() {
    byte[] other = put(manifest(entry(CONFIG, put("{}")), ""));
    elsewhere.add(Checksum.sha256Of(other));

    ImageGraph graph =
        graph(MediaTypes.OCI_INDEX, put(index(entry(MediaTypes.OCI_MANIFEST, other))));

    assertThat(graph.absent()).containsExactly(Checksum.sha256Of(other));
    assertThat(graph.isWhole()).isTrue();
  }

  @Test
  void layerThatIsNotHere_isMissing_unlessItIsForeign() {
    byte[] layer = put("layer");
    byte[] foreign = put("foreign");
    elsewhere.add(Checksum.sha256Of(layer));
    elsewhere.add(Checksum.sha256Of(foreign));
    String layers =
        entry(LAYER, layer)
            + ","
            + entry("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", foreign);

    ImageGraph graph =
        graph(MediaTypes.OCI_MANIFEST, put(manifest(entry(CONFIG, put("{}")), layers)));

    assertThat(graph.missing()).containsExactly(Checksum.sha256Of(layer));
    assertThat(graph.blobs()).containsOnlyKeys(Checksum.sha256Of("{}".getBytes(UTF_8)));
  }

  @Test
  void attestationOfAnotherType_isKeptAsItIs() {
    byte[] statement = put("{\"blobs\":[]}");

    ImageGraph graph = graph(MediaTypes.OCI_INDEX, put(index(entry("application/x", statement))));

    assertThat(graph.isWhole()).isTrue();
    assertThat(graph.documents().get(Checksum.sha256Of(statement)).mediaType())
        .isEqualTo("application/x");
  }

  @Test
  void documentThatIsNone_isNamedAndTheOthersAreRead() {
    byte[] bad = put("{\"manifests\":[],\"layers\":[]}");
    byte[] good = put(manifest(entry(CONFIG, put("{}")), ""));

    ImageGraph graph =
        graph(
            MediaTypes.OCI_INDEX,
            put(index(entry(MediaTypes.OCI_INDEX, bad), entry(MediaTypes.OCI_MANIFEST, good))));

    assertThat(graph.named()).contains(Checksum.sha256Of(bad));
    assertThat(graph.documents()).containsKey(Checksum.sha256Of(good));
    assertThat(graph.isWhole()).isFalse();
    assertThatThrownBy(graph::requireSound)
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("quay.io/a/b:1@" + Checksum.sha256Of(bad))
        .hasMessageContaining("it claims to be both");
  }

  @Test
  void documentThatCannotBeHad_leavesTheGraphInPieces() {
    byte[] manifest = manifest(entry(CONFIG, put("{}")), "");

    ImageGraph graph =
        graph(MediaTypes.OCI_INDEX, put(index(entry(MediaTypes.OCI_MANIFEST, manifest))));

    assertThat(graph.isWhole()).isFalse();
    assertThatCode(graph::requireSound).doesNotThrowAnyException();
  }

  @Test
  void documentOfAnotherSizeThanItsIndexSays_isAProblem() {
    byte[] manifest = put(manifest(entry(CONFIG, put("{}")), ""));
    String entry = entry(MediaTypes.OCI_MANIFEST, Checksum.sha256Of(manifest), 5);

    assertThatThrownBy(graph(MediaTypes.OCI_INDEX, put(index(entry)))::requireSound)
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("got %d bytes, want 5 bytes".formatted(manifest.length));
  }

  @Test
  void layerOfTwoSizes_isAProblem() {
    byte[] layer = put("layer");
    String layers = entry(LAYER, layer) + "," + entry(LAYER, Checksum.sha256Of(layer), 6);

    assertThatThrownBy(
            graph(MediaTypes.OCI_MANIFEST, put(manifest(entry(CONFIG, put("{}")), layers)))
                ::requireSound)
        .hasMessageContaining("contradict each other");
  }

  @Test
  void documentThatIsSaidToFillAMemory_isNotRead() {
    byte[] manifest = put(manifest(entry(CONFIG, put("{}")), ""));
    String entry = entry(MediaTypes.OCI_MANIFEST, Checksum.sha256Of(manifest), 33 << 20);

    assertThatThrownBy(graph(MediaTypes.OCI_INDEX, put(index(entry)))::requireSound)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("33554432 bytes are the most for an image");
    assertThat(opened).hasSize(1);
  }

  @Test
  void indexesWithoutAnEnd_areLeft() {
    byte[] index = put(index());
    for (int level = 0; level < 10_000; level++) {
      index = put(index(entry(MediaTypes.OCI_INDEX, index)));
    }

    assertThatThrownBy(graph(MediaTypes.OCI_INDEX, index)::requireSound)
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("more than 4 deep");
    assertThat(opened).hasSizeLessThan(10);
  }

  @Test
  void moreDocumentsThanAnImageHas_areNotRead() {
    String[] outer =
        IntStream.range(0, 3)
            .mapToObj(i -> entry(MediaTypes.OCI_INDEX, put(index(manyIndexes(i)))))
            .toArray(String[]::new);

    assertThatThrownBy(graph(MediaTypes.OCI_INDEX, put(index(outer)))::requireSound)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("it has more manifests, and 1000 are the most");
    assertThat(opened).hasSize(1000);
  }

  private String[] manyIndexes(int seed) {
    return IntStream.range(0, 900)
        .mapToObj(
            i ->
                entry(
                    MediaTypes.OCI_INDEX,
                    put("{\"n\":%d,\"manifests\":[]}".formatted(seed * 1000 + i))))
        .toArray(String[]::new);
  }

  private ImageGraph graph(String mediaType, byte[] top) {
    return ImageGraph.of(
        new LayoutIndex.Entry(
            ImageReference.parse("quay.io/a/b:1"), mediaType, Checksum.sha256Of(top), top.length),
        digest -> !elsewhere.contains(digest),
        digest -> {
          opened.add(digest);
          return Optional.ofNullable(contents.get(digest));
        });
  }

  private static int place(ImageGraph graph, Checksum digest) {
    return List.copyOf(graph.documents().keySet()).indexOf(digest);
  }

  /** The one before the outermost. */
  private static int placeOfIndex(ImageGraph graph) {
    return graph.documents().size() - 2;
  }

  private byte[] put(String content) {
    return put(content.getBytes(UTF_8));
  }

  private byte[] put(byte[] content) {
    contents.put(Checksum.sha256Of(content), content);
    return content;
  }

  private static byte[] manifest(String config, String layers) {
    return "{\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
        .formatted(MediaTypes.OCI_MANIFEST, config, layers)
        .getBytes(UTF_8);
  }

  private static byte[] index(String... entries) {
    return "{\"mediaType\":\"%s\",\"manifests\":[%s]}"
        .formatted(MediaTypes.OCI_INDEX, String.join(",", entries))
        .getBytes(UTF_8);
  }

  private static String entry(String mediaType, byte[] content) {
    return entry(mediaType, Checksum.sha256Of(content), content.length);
  }

  private static String entry(String mediaType, Checksum digest, long size) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(mediaType, digest, size);
  }
}
