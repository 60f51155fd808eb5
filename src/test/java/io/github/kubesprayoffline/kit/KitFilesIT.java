package io.github.kubesprayoffline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.catalog.KubesprayRelease;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.catalog.SiteImages;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs that will read the kit's files accept them. */
class KitFilesIT {

  private static final Checksum NONE = Checksum.parse("sha256:" + "0".repeat(64));

  private static final String COMMENT_BELOW = "(?s:.*)\n  %s:\n(?:    .*\n)*  #   (?s:.*)";

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    Lock lock =
        new Lock(
            new KubesprayRelease("v2.31.0", "here", NONE),
            0,
            NONE,
            List.of("amd64"),
            Scope.ENABLED,
            List.of(),
            List.of());
    for (Map.Entry<String, byte[]> file :
        DeployKit.of(lock, ImagePath.STRIP, SiteImages.REGISTRY, SiteImages.FILE_SERVER)
            .entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    Files.createDirectories(folder.resolve("deploy/tmp"));
    Files.createDirectories(folder.resolve("deploy/tls"));
  }

  @Test
  @RequiresProgram("shellcheck")
  void script_isCleanPosixShell() {
    assertThat(Programs.run("shellcheck", "--shell=sh", path("mirror.sh"))).isEmpty();
  }

  @Test
  @RequiresProgram("nginx")
  void nginxConf_isAccepted() {
    assertThat(nginx()).contains("test is successful").doesNotContain("warn");
  }

  @Test
  @RequiresProgram({"nginx", "openssl"})
  void nginxConfWithTls_isAccepted() throws IOException {
    TestCertificates certificates = TestCertificates.in(folder);
    Files.copy(certificates.certificate(), folder.resolve("deploy/tls/server.pem"));
    Files.copy(certificates.key(), folder.resolve("deploy/tls/server.key"));
    Files.copy(folder.resolve("deploy/listen-tls.conf"), folder.resolve("deploy/tls/listen.conf"));

    assertThat(nginx()).contains("test is successful").doesNotContain("warn");
  }

  @Test
  @RequiresProgram("nginx")
  void nginxConfWithAnObjectStore_isAccepted() throws IOException {
    String text = edit("deploy/nginx.conf", "(?m)^( *)#location", "$1location");

    assertThat(text.split("return 302 ", -1)).hasSize(3);
    assertThat(nginx()).contains("test is successful").doesNotContain("warn");
  }

  @Test
  @RequiresProgram("docker-registry")
  void registryConfig_isAccepted() throws IOException {
    Files.createDirectories(folder.resolve("registry/docker/registry/v2/repositories"));
    Files.createDirectories(folder.resolve("registry/docker/registry/v2/blobs"));

    assertThat(collectGarbage()).contains("0 blobs marked, 0 blobs and 0 manifests eligible");
  }

  /** All of the file is read before the storage is opened; Debian's registry has not each. */
  @ParameterizedTest
  @CsvSource({
    "s3, s3aws: RequestError: send request failed",
    "oss, StorageDriver not registered: oss",
    "gcs, StorageDriver not registered: gcs"
  })
  @RequiresProgram("docker-registry")
  void registryConfigWithAnotherStorage_isAccepted(String driver, String outcome)
      throws IOException {
    String config = "deploy/registry/config.yml";
    edit(config, "  filesystem:\n    rootdirectory: registry\n", "");
    edit(config, "https://s3.example.com", "http://127.0.0.1:1");
    edit(config, "(?m)^  # (?=%s:)".formatted(driver), "  ");
    while (Files.readString(folder.resolve(config)).matches(COMMENT_BELOW.formatted(driver))) {
      edit(config, "(  %s:\n(?:    .*\n)*)  #   ".formatted(driver), "$1    ");
    }

    assertThat(collectGarbage()).contains(outcome);
  }

  @Test
  @RequiresProgram({"yamllint", "ansible-lint"})
  void yaml_isClean() {
    String[] files = {path("deploy/compose.yaml"), path("deploy/registry/config.yml")};

    assertThat(Programs.run("yamllint", "--strict", files[0], files[1])).isEmpty();
    Programs.run("ansible-lint", "--offline", "-q", files[0], files[1]);
  }

  @Test
  @RequiresProgram("systemd-analyze")
  void units_areAccepted() {
    for (String unit : List.of("kubespray-mirror", "kubespray-mirror-registry")) {
      String file = path("deploy/systemd/" + unit + ".service");
      assertThat(Programs.run("systemd-analyze", "verify", file)).as(unit).isEmpty();
    }
  }

  private String nginx() {
    return Programs.run("nginx", "-t", "-p", path("deploy/"), "-c", "nginx.conf");
  }

  private String collectGarbage() {
    return Programs.runIn(
        folder,
        "sh",
        "-c",
        "timeout 20 docker-registry garbage-collect --dry-run deploy/registry/config.yml 2>&1 || :");
  }

  private String edit(String file, String regex, String replacement) throws IOException {
    String before = Files.readString(folder.resolve(file));
    String after = before.replaceAll(regex, replacement);
    assertThat(after).as(regex).isNotEqualTo(before);
    Files.writeString(folder.resolve(file), after);
    return after;
  }

  private String path(String name) {
    return folder.toString() + "/" + name;
  }
}
