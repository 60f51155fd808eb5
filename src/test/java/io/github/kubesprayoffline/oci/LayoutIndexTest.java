package io.github.kubesprayoffline.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LayoutIndexTest {

  private static final List<LayoutIndex.Entry> ENTRIES =
      List.of(
          entry("quay.io/calico/node:v3.31.5", MediaTypes.DOCKER_LIST, "cd", 5),
          entry("docker.io/library/nginx:1.28", MediaTypes.OCI_INDEX, "ab", 4));

  @Test
  void index_isCanonical() throws IOException {
    assertThat(new String(LayoutIndex.write(ENTRIES), StandardCharsets.UTF_8)).isEqualTo(golden());
  }

  @Test
  void whatWasWritten_isReadWithoutAliases() {
    assertThat(LayoutIndex.read("index.json", LayoutIndex.write(ENTRIES)))
        .containsExactlyInAnyOrderElementsOf(ENTRIES);
  }

  @Test
  void anythingElse_isRefusedByName() {
    assertThatThrownBy(() -> LayoutIndex.read("a/index.json", "{".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("a/index.json");
  }

  private static LayoutIndex.Entry entry(String ref, String type, String hex, long size) {
    return new LayoutIndex.Entry(
        ImageReference.parse(ref), type, Checksum.sha256(hex.repeat(32)), size);
  }

  private static String golden() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(LayoutIndexTest.class.getResourceAsStream("/image/index.json"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
