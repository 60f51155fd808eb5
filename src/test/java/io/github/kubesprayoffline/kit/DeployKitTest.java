package io.github.kubesprayoffline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.lock.LockedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployKitTest {

  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  @Test
  void everyBundle_getsTheScriptAndTheConfigurationOfBothServers() {
    assertThat(kit(ImagePath.STRIP))
        .containsOnlyKeys(
            "mirror.sh",
            "deploy/compose.yaml",
            "deploy/images.list",
            "deploy/listen-tls.conf",
            "deploy/nginx.conf",
            "deploy/registry/config.yml",
            "deploy/systemd/kubespray-mirror-registry.service",
            "deploy/systemd/kubespray-mirror.service");
  }

  @ParameterizedTest
  @CsvSource({"STRIP,images-strip.list", "KEEP,images-keep.list"})
  void images_areListedUnderTheirNamesInTheRegistry(ImagePath imagePath, String expected)
      throws IOException {
    assertThat(text(kit(imagePath), "deploy/images.list")).isEqualTo(expected(expected));
  }

  @Test
  void containers_runTheImagesThatTheBundleBrings() throws IOException {
    assertThat(text(kit(ImagePath.STRIP), "deploy/compose.yaml"))
        .isEqualTo(expected("compose.yaml"));
  }

  @Test
  void nothing_isLeftToFillIn() {
    kit(ImagePath.STRIP)
        .forEach(
            (path, bytes) ->
                assertThat(new String(bytes, StandardCharsets.UTF_8))
                    .as(path)
                    .doesNotContainPattern("@[a-zA-Z]+@")
                    .endsWith("\n"));
  }

  private static SortedMap<String, byte[]> kit(ImagePath imagePath) {
    return DeployKit.of(
        lock(),
        imagePath,
        ImageReference.parse("docker.io/library/registry:2"),
        ImageReference.parse("docker.io/library/nginx:1"));
  }

  private static Lock lock() {
    return new Lock(
        new KubesprayRelease("v2.31.0", "https://example.com/v2.31.0.tar.gz", sha256('0')),
        1,
        sha256('1'),
        List.of("amd64", "arm64"),
        Scope.ENABLED,
        List.of(),
        List.of(
            image("quay.io/calico/node:v3.31.5", 'a', "linux/amd64", "linux/arm/v7"),
            image("registry.k8s.io:5000/pause@" + sha256('d'), 'd', "linux/amd64")));
  }

  private static LockedImage image(String ref, char digest, String... platforms) {
    TreeMap<Platform, Checksum> manifests = new TreeMap<>();
    TreeMap<Checksum, Long> blobs = new TreeMap<>();
    blobs.put(sha256(digest), 7L);
    for (String platform : platforms) {
      Checksum manifest = sha256((char) (digest + platforms.length - 1 + manifests.size()));
      manifests.put(Platform.parse(platform), manifest);
      blobs.put(manifest, 7L);
    }
    return new LockedImage(ImageReference.parse(ref), sha256(digest), INDEX, manifests, blobs);
  }

  private static Checksum sha256(char digit) {
    return Checksum.parse("sha256:" + String.valueOf(digit).repeat(64));
  }

  private static String text(SortedMap<String, byte[]> files, String path) {
    return new String(files.get(path), StandardCharsets.UTF_8);
  }

  private static String expected(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/deploy", name));
  }
}
