package io.github.kubesprayoffline.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.oci.Document.Index;
import io.github.kubesprayoffline.oci.Document.Manifest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {

  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final String DESCRIPTOR =
      "{\"digest\":\"" + DIGEST + "\",\"size\":7,\"unknown\":[{}]%s}";

  @Test
  void index_givesItsManifestsAndTheirPlatforms() {
    Document document =
        parse(
            "",
            "{\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(
                    MediaTypes.DOCKER_LIST,
                    DESCRIPTOR.formatted(
                        ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\"}")));

    assertThat(document.mediaType()).isEqualTo(MediaTypes.DOCKER_LIST);
    assertThat(document.content()).isInstanceOf(Index.class);
    assertThat(document.content().children())
        .singleElement()
        .satisfies(it -> assertThat(it.platform()).contains(Platform.parse("linux/arm/v7")))
        .satisfies(it -> assertThat(it.digest()).isEqualTo(Checksum.parse(DIGEST)))
        .satisfies(it -> assertThat(it.size()).isEqualTo(7));
  }

  @Test
  void digest_isThatOfTheBytesAsTheyCame() {
    String text = "{ \"layers\" : [ ] ,\n\t\"config\" : " + DESCRIPTOR.formatted("") + " }\n\n";

    Document document = parse(MediaTypes.OCI_MANIFEST, text);

    assertThat(document.bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    assertThat(document.digest())
        .isEqualTo(Checksum.sha256Of(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void ownMediaType_countsMoreThanTheRegistrysHeader() {
    String text =
        "{\"mediaType\":\"%s\",\"config\":%s,\"layers\":[]}"
            .formatted(MediaTypes.DOCKER_MANIFEST, DESCRIPTOR.formatted(""));

    assertThat(parse("application/json", text).mediaType()).isEqualTo(MediaTypes.DOCKER_MANIFEST);
    assertThat(parse(MediaTypes.OCI_MANIFEST, text).mediaType())
        .isEqualTo(MediaTypes.DOCKER_MANIFEST);
  }

  @Test
  void headerWithParameters_isUnderstood() {
    String text = "{\"config\":%s,\"layers\":[]}".formatted(DESCRIPTOR.formatted(""));

    assertThat(parse(MediaTypes.OCI_MANIFEST + "; charset=utf-8", text).content())
        .isInstanceOf(Manifest.class);
  }

  @Test
  void documentWithoutAnyMediaType_isKnownByItsFields() {
    assertThat(parse("", "{\"manifests\":[]}").mediaType()).isEqualTo(MediaTypes.OCI_INDEX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"mediaType\":\"application/vnd.docker.image.rootfs.foreign.diff.tar.gzip\"",
        ",\"mediaType\":\"application/vnd.oci.image.layer.nondistributable.v1.tar+gzip\""
      })
  void layerFromElsewhere_isForeign(String more) {
    String text =
        "{\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
            .formatted(
                MediaTypes.OCI_MANIFEST, DESCRIPTOR.formatted(""), DESCRIPTOR.formatted(more));

    assertThat(((Manifest) parse("", text).content()).layers().get(0).foreign()).isTrue();
  }

  @Test
  void layerThatMayBeHadElsewhereToo_isNotForeign() {
    String text =
        "{\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
            .formatted(
                MediaTypes.OCI_MANIFEST,
                DESCRIPTOR.formatted(""),
                DESCRIPTOR.formatted(",\"urls\":[\"https://elsewhere\"]"));

    assertThat(((Manifest) parse("", text).content()).layers().get(0).foreign()).isFalse();
  }

  @Test
  void documentOfAnUnknownType_isKeptWhereAnIndexListsIt() {
    byte[] bytes = "{\"blobs\":[]}".getBytes(StandardCharsets.UTF_8);

    Document document = Document.keep("quay.io/a/b:1", "application/x", bytes);

    assertThat(document.mediaType()).isEqualTo("application/x");
    assertThat(document.bytes()).isEqualTo(bytes);
    assertThat(document.content().children()).isEmpty();
    assertThatThrownBy(() -> parse("application/x", "{\"blobs\":[]}"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("application/x");
  }

  @Test
  void manifestOfFourMegabytes_isRead() {
    String text =
        "{\"mediaType\":\"%s\",\"config\":%s,\"layers\":[],\"annotations\":{\"a\":\"%s\"}}"
            .formatted(MediaTypes.OCI_MANIFEST, DESCRIPTOR.formatted(""), "x".repeat(4 << 20));

    assertThat(parse("", text).size()).isGreaterThan(4 << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "<html>",
        "{}",
        "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\"}",
        "{\"manifests\":[{\"digest\":\"sha256:12\",\"size\":1}]}",
        "{\"manifests\":[{\"digest\":\"../../etc/passwd\",\"size\":1}]}",
        "{\"manifests\":[],\"layers\":[]}",
        "{\"config\":{},\"layers\":[]}"
      })
  void anythingElse_isRefusedByName(String text) {
    assertThatThrownBy(() -> parse("", text))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("quay.io/a/b:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "1e3", "99999999999999999999", "\"7\"", "null", "1e999999"})
  void sizeThatIsNone_isRefused(String size) {
    String text = "{\"manifests\":[{\"digest\":\"%s\",\"size\":%s}]}".formatted(DIGEST, size);

    assertThatThrownBy(() -> parse("", text)).isInstanceOf(IntegrityException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"manifests\":[],\"manifests\":[]}",
        "{\"manifests\":[],\"Manifests\":[]}",
        "{\"Manifests\":[],\"config\":{},\"layers\":[]}",
        "{\"MediaType\":\"x\",\"manifests\":[]}",
        "{\"manife\u017fts\":[],\"manifests\":[]}",
        "{\"manifests\":[{\"Digest\":\"x\",%1$s}]}",
        "{\"manifests\":[{\"digest\":\"x\",%1$s}]}",
        "{\"manifests\":[{\"platform\":{\"OS\":\"linux\"},%1$s}]}",
        "{\"manifests\":[{\"annotations\":{\"a\":\"1\",\"a\":\"2\"},%1$s}]}",
        "{\"manifests\":[]} {}",
        "\ufeff{\"manifests\":[]}"
      })
  void whatClientsReadDifferently_isRefused(String text) {
    String one = "\"digest\":\"%s\",\"size\":1".formatted(DIGEST);

    assertThatThrownBy(() -> parse("", text.formatted(one)))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("quay.io/a/b:1");
  }

  @Test
  void capitalsInAnnotations_areTheirOwn() {
    String text =
        "{\"manifests\":[],\"annotations\":{\"Manifests\":\"x\",\"Digest\":\"y\"},\"x-Own\":1}";

    assertThat(parse("", text).content().children()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "d41d8cd98f00b204e9800998ecf8427e",
        "SHA256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        " sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:\\u001b[31m"
      })
  void digestThatIsNone_isRefused(String digest) {
    String text = "{\"manifests\":[{\"digest\":\"%s\",\"size\":1}]}".formatted(digest);

    assertThatThrownBy(() -> parse("", text))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("is no digest of sha256 or sha512")
        .hasMessageNotContaining("\u001b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void nestingWithoutEnd_isRefusedByName(String piece) {
    assertThatThrownBy(() -> parse("", "{\"manifests\":" + piece.repeat(100_000)))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("quay.io/a/b:1");
  }

  @Test
  void moreValuesThanAnImageHas_areRefusedBeforeTheyFillTheMemory() {
    assertThatThrownBy(() -> parse("", "{\"layers\":[" + "{},".repeat(1 << 20) + "{}]}"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("quay.io/a/b:1");
  }

  @Test
  void numberOfAMillionDigits_isRefused() {
    assertThatThrownBy(() -> parse("", "{\"manifests\":[],\"x\":" + "9".repeat(1 << 20) + "}"))
        .isInstanceOf(IntegrityException.class);
  }

  @Test
  void jsonInAnotherEncoding_isRefused() {
    byte[] utf16 = "{\"manifests\":[]}".getBytes(StandardCharsets.UTF_16LE);

    assertThatThrownBy(() -> Document.parse("quay.io/a/b:1", "", utf16))
        .isInstanceOf(IntegrityException.class);
  }

  @Test
  void schema1_isRefusedInSoManyWords() {
    assertThatThrownBy(() -> parse("", "{\"schemaVersion\":1,\"fsLayers\":[]}"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("schema 1");
  }

  private static Document parse(String declared, String text) {
    return Document.parse("quay.io/a/b:1", declared, text.getBytes(StandardCharsets.UTF_8));
  }
}
