package io.github.kubesprayoffline.image;

import static io.github.kubesprayoffline.image.Scene.pin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.TlsFiles;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RealRegistry;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestCertificates;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What we pull, as skopeo reads it. */
class PullIT {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1");

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

  @Test
  @RequiresProgram("docker-registry")
  void passwordProtectedRegistry_givesWithALogin() {
    try (RealRegistry registry = RealRegistry.withPassword(folder)) {
      TestImage image = pushed(registry, HttpSettings.DEFAULT.withInsecureHosts(LOOPBACK));
      Scene site = new Scene(folder.resolve("site"));
      String ref = registry.host() + "/a/b:1";

      assertThatThrownBy(() -> site.pull(pin(ref)))
          .isInstanceOf(TransferException.class)
          .hasMessageContaining("wants a login");
      assertThatThrownBy(() -> site.login(registry.host(), RealRegistry.USER, "no").pull(pin(ref)))
          .isInstanceOf(TransferException.class)
          .hasMessageContaining("refuses the login");
      site.login(registry.host(), RealRegistry.USER, RealRegistry.PASSWORD);
      assertThat(site.pull(pin(ref), pin(registry.host() + "/a/large:1")).get(0).digest())
          .isEqualTo(image.digest());
    }
  }

  @Test
  @RequiresProgram({"docker-registry", "openssl"})
  void registryWithItsOwnAuthority_givesToWhoTrustsThat() {
    TestCertificates certificates = TestCertificates.in(folder);
    HttpSettings trusting = trusting(TlsFiles.ca(certificates.authority()));
    try (RealRegistry registry = RealRegistry.withTls(folder, certificates)) {
      TestImage image = pushed(registry, trusting);
      Scene site = new Scene(folder.resolve("site"));
      String ref = registry.host() + "/a/b:1";

      assertThatThrownBy(() -> site.settings(HttpSettings.DEFAULT).pull(pin(ref)))
          .isInstanceOf(TransferException.class);
      assertThat(site.settings(trusting).pull(pin(ref)).get(0).digest()).isEqualTo(image.digest());
    }
  }

  @Test
  @RequiresProgram({"docker-registry", "openssl"})
  void registryThatWantsACertificate_givesToWhoShowsOne() throws IOException {
    TestCertificates server = TestCertificates.in(folder);
    TestCertificates client =
        TestCertificates.in(Files.createDirectories(folder.resolve("client")));
    HttpSettings known =
        trusting(
            new TlsFiles(
                Optional.of(server.authority()),
                Optional.of(client.certificate()),
                Optional.of(client.key())));
    try (RealRegistry registry =
        RealRegistry.withClientCertificates(folder, server, client.authority())) {
      TestImage image = pushed(registry, known);
      Scene site = new Scene(folder.resolve("site"));
      String ref = registry.host() + "/a/b:1";

      assertThatThrownBy(
              () -> site.settings(trusting(TlsFiles.ca(server.authority()))).pull(pin(ref)))
          .isInstanceOf(TransferException.class);
      assertThat(site.settings(known).pull(pin(ref)).get(0).digest()).isEqualTo(image.digest());
    }
  }

  private static HttpSettings trusting(TlsFiles files) {
    return HttpSettings.DEFAULT.withTls(Map.of("127.0.0.1", files));
  }

  /** Puts an image and a large one there, and returns the first. */
  private TestImage pushed(RealRegistry registry, HttpSettings settings) {
    TestImage image = TestImages.named("a").platforms("linux/amd64").build();
    Scene builder = new Scene(folder.resolve("builder"));
    try (FakeRegistry upstream = FakeRegistry.start()) {
      upstream.push("a/b:1", image);
      upstream.push("a/large:1", TestImages.named("l").layers(2, 9_000_000).buildSingle());
      builder.pull(pin(upstream.host() + "/a/b:1"), pin(upstream.host() + "/a/large:1"));
    }
    builder
        .settings(settings)
        .login(registry.host(), RealRegistry.USER, RealRegistry.PASSWORD)
        .push(registry.host(), ImagePath.STRIP);
    return image;
  }
}
