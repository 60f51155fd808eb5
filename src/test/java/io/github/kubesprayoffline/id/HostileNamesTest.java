package io.github.kubesprayoffline.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names from outside that become paths, header fields, lines of a script or of a log. */
class HostileNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux", "linux/", "/amd64", "linux/amd64/", "linux/amd64/v8/x", "linux/amd64\n",
        "linux/../amd64", "linux/..", "linux/a b", "linux/AMD64", "linux/-x", "linux/$(id)",
        "linux\u0000/amd64", "linux/\u001b[31m"
      })
  void platformThatIsNone_isRefusedVisibly(String text) {
    assertThatThrownBy(() -> Platform.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void platform_isBounded() {
    assertThatThrownBy(() -> Platform.linux("a".repeat(65)))
        .isInstanceOf(InvalidInputException.class);
    assertThat(Platform.of("LINUX", "amd64", "")).isEmpty();
    assertThat(Platform.of("linux", "arm", "v7")).contains(Platform.parse("linux/arm/v7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nginx:1\n",
        "nginx\n",
        "../nginx",
        "h/../a:1",
        "h/a/./b",
        "h/a:..",
        "h/a:-x",
        "h/a: x",
        "h/a:1@sha256:0",
        "h:99999999/a",
        "$(id)/a:1",
        "h/a:1\u202e",
        "h/A:1",
        "/a",
        "a/",
        "h/a b",
        "h//a"
      })
  void imageReferenceThatIsNone_isRefusedVisibly(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nginx", "docker.io/library/nginx:1.2.3", "localhost:5000/a_b/c--d:x_Y.z-1",
        "registry.k8s.io/kube-apiserver:v1.35.4", "127.0.0.1:5000/a__b:1", "ghcr.io/a.b/c:_1"
      })
  void usualImageReference_isTakenAndReadBackTheSame(String text) {
    ImageReference parsed = ImageReference.parse(text);
    assertThat(ImageReference.parse(parsed.toString())).isEqualTo(parsed);
  }

  @Test
  void imageReferenceOfAMegabyte_isRefusedAtOnce() {
    assertThatThrownBy(() -> ImageReference.parse("a.".repeat(500_000)))
        .isInstanceOf(InvalidInputException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    assertThatThrownBy(() -> new ImageReference("h", "a/".repeat(200) + "a", "1", Optional.empty()))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new ImageReference("h", "a", "x".repeat(129), Optional.empty()))
        .isInstanceOf(InvalidInputException.class);
  }

  @Property(tries = 2000)
  void wordsOfAnImageReference_neverLeadOut(@ForAll String registry, @ForAll String repository) {
    try {
      ImageReference ref = new ImageReference(registry, repository, "", Optional.empty());
      assertThat(SafePath.isSafe(ref.registry().replace(':', '_') + "/" + ref.repository()))
          .isTrue();
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a/b\nX: y", "a/b; c=d", "a /b", "/b", "a/b/c", "a/é"})
  void mediaTypeThatIsNone_isRefused(String text) {
    assertThatThrownBy(() -> MediaType.require(text)).isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"md5:x\n", "\u001b[2J", "sha256:0"})
  void checksumThatIsNone_isQuotedVisibly(String text) {
    assertThatThrownBy(() -> Checksum.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "%1$s %2$s",
        "%1$s  ../%2$s",
        "%1$s  /%2$s",
        "%1$s  a\rb",
        "%1$s  ",
        "%1$s *%2$s",
        "%1$s  a\n%1$s  a",
        "%1$s  a\n%1$s  a/b",
        "A%1$s  a",
        "\n"
      })
  void lineOfChecksumsThatIsNone_isRefused(String form) {
    String text = form.formatted("0".repeat(64), "path");
    assertThatThrownBy(() -> ChecksumLines.read("SUMS", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void linesOfChecksums_areReadBackTheSame() {
    var sums = new java.util.TreeMap<String, Checksum>();
    sums.put("a b/ü", Checksum.sha256("0".repeat(64)));
    sums.put("a", Checksum.sha256("1".repeat(64)));
    assertThat(ChecksumLines.read("SUMS", ChecksumLines.write(sums))).isEqualTo(sums);
    assertThat(ChecksumLines.read("SUMS", new byte[0])).isEmpty();
  }

  @Test
  void fileThatIsAFolderOfAnother_isRefusedWithBothNames() {
    assertThatThrownBy(
            () -> SafePath.requireNoneIsAFolder(new TreeSet<>(List.of("a/b", "a/b-c", "a/b/c"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a/b would be both a file and the folder of a/b/c");
    SafePath.requireNoneIsAFolder(new TreeSet<>(List.of("a/b", "a/b-c/d", "a/b0", "a.b")));
  }
}
