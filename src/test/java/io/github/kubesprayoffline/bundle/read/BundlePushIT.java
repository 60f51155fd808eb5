package io.github.kubesprayoffline.bundle.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.image.push.ImagePusher;
import io.github.kubesprayoffline.image.push.ImageTarget;
import io.github.kubesprayoffline.image.push.PushReport;
import io.github.kubesprayoffline.image.push.PushReport.Outcome;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.registry.Registries;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RealRegistry;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import io.github.kubesprayoffline.transfer.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An archive's images in Debian's registry, as skopeo sees every tag and platform of them. */
@RequiresProgram({"docker-registry", "skopeo"})
class BundlePushIT {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void imagesOfAnArchive_areInTheRegistryWithAllTheirPlatforms(BundleFormat format)
      throws IOException {
    Map<String, TestImage> images = new TreeMap<>();
    images.put("a/oci:1", TestImages.named("a").build());
    images.put("a/oci:2", TestImages.named("b").build());
    images.put("a/docker:1", TestImages.named("c").docker().build());
    images.put("a/attested:1", TestImages.named("d").attested().build());
    images.put("a/zstd:1", TestImages.named("e").zstd().build());
    images.put("a/large:1", TestImages.named("f").layers(2, 5_000_000).build());
    images.put("a/nested:1", TestImages.named("g").build().inAnIndex());
    try (FakeRegistry upstream = FakeRegistry.start();
        RealRegistry registry = RealRegistry.start(folder)) {
      images.forEach(upstream::push);
      Registries registries =
          new Registries(
              new HttpTransport(HttpSettings.DEFAULT.withInsecureHosts(Set.of("127.0.0.1"))),
              Logins.none());
      Path bundle =
          new ImageBundles(folder, upstream, registries)
              .write(format, images.keySet().toArray(String[]::new));

      PushReport report =
          new ImagePusher(registries, Progress.NONE, 4)
              .push(
                  Bundle.open(bundle).images(4),
                  ImageTarget.parse(registry.host() + "/k8s", ImagePath.STRIP));

      assertThat(report.images()).hasSize(images.size());
      assertThat(report.images()).allMatch(pushed -> pushed.outcome() == Outcome.SENT);
      images.forEach((name, image) -> requireWhole(registry.host() + "/k8s/" + name, image));
    }
  }

  private void requireWhole(String name, TestImage image) {
    assertThat(digest(name)).as(name).isEqualTo(image.digest());
    String repository = name.substring(0, name.lastIndexOf(':'));
    for (Map.Entry<Platform, TestImage.Document> platform : image.platforms().entrySet()) {
      Checksum manifest = platform.getValue().digest();
      assertThat(digest(repository + "@" + manifest)).as(name).isEqualTo(manifest);
      String copy = folder.resolve("copy") + "/" + name.replaceAll("\\W", "-");
      Programs.run("mkdir", "-p", copy);
      Programs.run(
          "skopeo",
          "copy",
          "-q",
          "--src-tls-verify=false",
          "docker://" + repository + "@" + manifest,
          "dir:" + copy + "/" + platform.getKey().architecture());
    }
  }

  private static Checksum digest(String name) {
    String raw =
        Programs.run("skopeo", "inspect", "--tls-verify=false", "--raw", "docker://" + name);
    return Checksum.sha256Of(raw.getBytes(StandardCharsets.UTF_8));
  }
}
