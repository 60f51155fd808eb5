package io.github.kubesprayoffline.image;

import static io.github.kubesprayoffline.image.Scene.pin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What we pull, as skopeo reads it. */
class PullIT {

  @TempDir Path folder;

  static Stream<Arguments> images() {
    return Stream.of(
        Arguments.of("OCI index", TestImages.named("a").build()),
        Arguments.of("Docker list", TestImages.named("b").docker().build()),
        Arguments.of("OCI manifest", TestImages.named("c").buildSingle()),
        Arguments.of("Docker manifest", TestImages.named("d").docker().buildSingle()),
        Arguments.of("zstd layers", TestImages.named("z").zstd().build()),
        Arguments.of("attestations", TestImages.named("e").attested().build()),
        Arguments.of("120 layers", TestImages.named("f").layers(120, 10).build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("images")
  @RequiresProgram("skopeo")
  void pulledImage_isReadBySkopeoWithItsDigest(String kind, TestImage image) {
    Scene scene = new Scene(folder);
    try (FakeRegistry registry = FakeRegistry.start()) {
      registry.push("calico/node:v3.31.5", image);
      String ref = registry.host() + "/calico/node:v3.31.5";

      LockedImage locked = scene.pull(pin(ref)).get(0);

      assertThat(locked.digest()).isEqualTo(image.digest());
      String name = "oci:" + scene.layout + ":" + ref;
      String raw = Programs.run("skopeo", "inspect", "--raw", name);
      assertThat(Checksum.sha256Of(raw.getBytes(StandardCharsets.UTF_8))).isEqualTo(image.digest());
      Programs.run("skopeo", "copy", "-q", name, "dir:" + folder.resolve("copy"));
    }
  }
}
