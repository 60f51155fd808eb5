package io.github.kubesprayoffline.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ImagePathTest {

  @Test
  void strip_dropsTheRegistry() {
    assertThat(ImagePath.STRIP.name(ImageReference.parse("quay.io/calico/node:v3")))
        .isEqualTo("calico/node:v3");
    assertThat(ImagePath.STRIP.name(ImageReference.parse("nginx")))
        .isEqualTo("library/nginx:latest");
  }

  @Test
  void keep_writesAPortAsARepositoryCan() {
    assertThat(ImagePath.KEEP.name(ImageReference.parse("localhost:5000/a/b:1")))
        .isEqualTo("localhost_5000/a/b:1");
  }

  @Test
  void folderOfARegistry_isWhatStandsBeforeItsRepositories() {
    assertThat(ImagePath.KEEP.folder("localhost:5000")).isEqualTo("localhost_5000/");
    assertThat(ImagePath.STRIP.folder("localhost:5000")).isEmpty();
  }

  @Test
  void differentImagesUnderOneName_areRefusedWithBothNamed() {
    List<LockedImage> images =
        List.of(image("quay.io/a/b:1", "one"), image("ghcr.io/a/b:1", "two"));

    assertThatThrownBy(() -> ImagePath.STRIP.requireDistinct(images))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("quay.io/a/b:1")
        .hasMessageContaining("ghcr.io/a/b:1")
        .hasMessageContaining("imagePath to keep");
    assertThatCode(() -> ImagePath.KEEP.requireDistinct(images)).doesNotThrowAnyException();
  }

  @Test
  void sameImageUnderTwoRegistries_isNoCollision() {
    List<LockedImage> images =
        List.of(image("quay.io/a/b:1", "one"), image("ghcr.io/a/b:1", "one"));

    assertThatCode(() -> ImagePath.STRIP.requireDistinct(images)).doesNotThrowAnyException();
  }

  private static LockedImage image(String ref, String content) {
    Checksum digest = Checksum.sha256Of(content.getBytes(StandardCharsets.UTF_8));
    return new LockedImage(
        ImageReference.parse(ref),
        digest,
        "application/vnd.oci.image.manifest.v1+json",
        new TreeMap<>(),
        new TreeMap<>(Map.of(digest, 1L)));
  }
}
