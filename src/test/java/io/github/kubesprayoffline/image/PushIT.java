package io.github.kubesprayoffline.image;

import static io.github.kubesprayoffline.image.Scene.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.TlsFiles;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.image.push.PushReport;
import io.github.kubesprayoffline.image.push.PushReport.Outcome;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RealRegistry;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestCertificates;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Debian's registry has after a push, as skopeo sees it. */
@RequiresProgram({"docker-registry", "skopeo"})
class PushIT {

  @TempDir Path folder;
  private FakeRegistry upstream;
  private Scene scene;

  @BeforeEach
  void start() {
    upstream = FakeRegistry.start();
    scene = new Scene(folder);
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  @Test
  void pushedImages_haveTheUpstreamsDigests() {
    try (RealRegistry registry = RealRegistry.start(folder)) {
      TestImage oci = pulled("a/oci:1", TestImages.named("a").build());
      TestImage docker = pulled("a/docker:1", TestImages.named("b").docker().build());
      TestImage single = TestImages.named("c").docker().layers(120, 50).buildSingle();
      upstream.push("a/single:1", single);
      TestImage large = TestImages.named("d").layers(2, 9_000_000).build();
      upstream.push("a/large:1", large);
      scene.pull(
          pin(up("a/oci:1"), "linux/amd64", "linux/arm64"),
          pin(up("a/docker:1"), "linux/amd64", "linux/arm64"),
          pin(up("a/single:1")),
          pin(up("a/large:1"), "linux/amd64", "linux/arm64"));

      PushReport report = scene.push(registry.host() + "/mirror", ImagePath.STRIP);

      assertThat(report.images()).allMatch(pushed -> pushed.outcome() == Outcome.SENT);
      assertThat(digest(registry, "mirror/a/oci:1")).isEqualTo(oci.digest());
      assertThat(digest(registry, "mirror/a/docker:1")).isEqualTo(docker.digest());
      assertThat(digest(registry, "mirror/a/single:1")).isEqualTo(single.digest());
      assertThat(digest(registry, "mirror/a/large:1")).isEqualTo(large.digest());
      for (TestImage.Document manifest : docker.platforms().values()) {
        assertThat(digest(registry, "mirror/a/docker@" + manifest.digest()))
            .isEqualTo(manifest.digest());
      }
      copyOut(registry, "mirror/a/large:1");
    }
  }

  @Test
  void rareImages_haveTheUpstreamsDigests() {
    try (RealRegistry registry = RealRegistry.start(folder)) {
      TestImage manifest = TestImages.named("m").docker().buildSingle().padded(4_000_000);
      TestImage zstd = TestImages.named("z").zstd().build();
      TestImage nested = TestImages.named("n").build().inAnIndex();
      TestImage pinned = TestImages.named("p").build();
      upstream.push("a/manifest:1", manifest).push("a/zstd:1", zstd);
      upstream.push("a/nested:1", nested).push("a/pinned:1", pinned);
      String byDigest = "a/pinned@" + pinned.digest();
      scene.pull(
          pin(up("a/manifest:1")),
          pin(up("a/zstd:1"), "linux/amd64", "linux/arm64"),
          pin(up("a/nested:1"), "linux/amd64", "linux/arm64"),
          pin(up(byDigest), "linux/amd64", "linux/arm64"));

      PushReport report = scene.push(registry.host(), ImagePath.STRIP);

      assertThat(report.images()).allMatch(pushed -> pushed.outcome() == Outcome.SENT);
      assertThat(digest(registry, "a/manifest:1")).isEqualTo(manifest.digest());
      assertThat(digest(registry, "a/zstd:1")).isEqualTo(zstd.digest());
      assertThat(digest(registry, "a/nested:1")).isEqualTo(nested.digest());
      assertThat(digest(registry, byDigest)).isEqualTo(pinned.digest());
      copyOut(registry, "a/zstd:1");
      assertThat(scene.push(registry.host(), ImagePath.STRIP).images())
          .allMatch(pushed -> pushed.outcome() == Outcome.THERE);
    }
  }

  @Test
  void sparseIndex_isReducedToThePlatformsManifest() {
    try (RealRegistry registry = RealRegistry.start(folder)) {
      TestImage image = pulled("a/b:1", TestImages.named("a").build());

      PushReport report = scene.push(registry.host(), ImagePath.STRIP);

      assertThat(report.images().get(0).outcome()).isEqualTo(Outcome.REDUCED);
      assertThat(digest(registry, "a/b:1"))
          .isEqualTo(image.platforms().get(image.platforms().firstKey()).digest());
      copyOut(registry, "a/b:1");
    }
  }

  @Test
  void sparseIndexInAnIndex_isReducedToThePlatformsManifest() {
    try (RealRegistry registry = RealRegistry.start(folder)) {
      TestImage image = pulled("a/b:1", TestImages.named("a").build().inAnIndex());

      PushReport report = scene.push(registry.host(), ImagePath.STRIP);

      assertThat(report.images().get(0).outcome()).isEqualTo(Outcome.REDUCED);
      assertThat(digest(registry, "a/b:1"))
          .isEqualTo(image.platforms().get(image.platforms().firstKey()).digest());
      copyOut(registry, "a/b:1");
    }
  }

  @Test
  void secondPush_writesNothing() {
    try (RealRegistry registry = RealRegistry.start(folder)) {
      pulled("a/b:1", TestImages.named("a").build());
      scene.push(registry.host(), ImagePath.STRIP);
      int before = registry.log().length();

      PushReport report = scene.push(registry.host(), ImagePath.STRIP);

      assertThat(report.blobsSent()).isZero();
      assertThat(registry.log().substring(before)).doesNotContainPattern("\"(PUT|POST|PATCH) ");
    }
  }

  @Test
  void passwordProtectedRegistry_takesThePushWithALogin() {
    try (RealRegistry registry = RealRegistry.withPassword(folder)) {
      pulled("a/b:1", TestImages.named("a").buildSingle());

      assertThatThrownBy(() -> scene.push(registry.host(), ImagePath.STRIP))
          .isInstanceOf(TransferException.class)
          .hasMessageContaining("wants a login");
      scene.login(registry.host(), RealRegistry.USER, RealRegistry.PASSWORD);
      assertThat(scene.push(registry.host(), ImagePath.STRIP).blobsSent()).isEqualTo(3);
    }
  }

  @Test
  @RequiresProgram("openssl")
  void registryWithItsOwnAuthority_isTrustedByThatAuthorityOnly() {
    TestCertificates certificates = TestCertificates.in(folder);
    try (RealRegistry registry = RealRegistry.withTls(folder, certificates)) {
      pulled("a/b:1", TestImages.named("a").buildSingle());

      scene.settings(HttpSettings.DEFAULT);
      assertThatThrownBy(() -> scene.push(registry.host(), ImagePath.STRIP))
          .isInstanceOf(TransferException.class);

      scene.settings(
          HttpSettings.DEFAULT.withTls(
              Map.of(registry.host(), TlsFiles.ca(certificates.authority()))));
      assertThat(scene.push(registry.host(), ImagePath.STRIP).blobsSent()).isEqualTo(3);
    }
  }

  @Test
  @RequiresProgram("nginx")
  void registryBehindTheGetOnlyRule_givesAndTakesNothing() {
    try (RealRegistry registry = RealRegistry.start(folder);
        GetOnlyProxy proxy = GetOnlyProxy.before(registry, folder)) {
      TestImage image = pulled("a/b:1", TestImages.named("a").docker().buildSingle());
      scene.push(registry.host(), ImagePath.STRIP);
      Scene site = new Scene(folder.resolve("site"));

      assertThat(site.pull(pin(proxy.host() + "/a/b:1")).get(0).digest()).isEqualTo(image.digest());
      assertThat(scene.push(proxy.host(), ImagePath.STRIP).images().get(0).outcome())
          .isEqualTo(Outcome.THERE);
      assertThatThrownBy(() -> scene.push(proxy.host() + "/other", ImagePath.STRIP))
          .isInstanceOf(TransferException.class)
          .hasMessageContaining("403");
    }
  }

  @Test
  @RequiresProgram("openssl")
  void registryWithAnUnknownCertificate_isReachedWhereThatIsAllowed() {
    try (RealRegistry registry = RealRegistry.withTls(folder, TestCertificates.in(folder))) {
      pulled("a/b:1", TestImages.named("a").buildSingle());

      assertThat(scene.push(registry.host(), ImagePath.STRIP).blobsSent()).isEqualTo(3);
      assertThat(registry.log()).contains("HTTP/2.0");
    }
  }

  private TestImage pulled(String name, TestImage image) {
    upstream.push(name, image);
    scene.pull(pin(up(name)));
    return image;
  }

  private String up(String name) {
    return upstream.host() + "/" + name;
  }

  private static Checksum digest(RealRegistry registry, String name) {
    String raw =
        Programs.run(
            "skopeo",
            "inspect",
            "--tls-verify=false",
            "--raw",
            "docker://" + registry.host() + "/" + name);
    return Checksum.sha256Of(raw.getBytes(StandardCharsets.UTF_8));
  }

  private void copyOut(RealRegistry registry, String name) {
    Programs.run(
        "skopeo",
        "copy",
        "-q",
        "--src-tls-verify=false",
        "docker://" + registry.host() + "/" + name,
        "dir:" + folder.resolve("copy"));
  }
}
