package io.github.kubesprayoffline.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnAuthorityTest {

  private final Instant now = Instant.now();
  private static final List<String> NAMES = List.of("mirror.example.com", "10.0.0.5", "::1");

  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();

  @Test
  @RequiresProgram("openssl")
  void certificate_isGoodInTheEyesOfOpenssl() {
    current(NAMES, now);

    for (String check :
        List.of("-verify_hostname mirror.example.com", "-verify_ip 10.0.0.5", "-verify_ip ::1")) {
      String command =
          "openssl verify -x509_strict -purpose sslserver -CAfile %s %s %s"
              .formatted(folder.resolve("ca.pem"), check, folder.resolve("server.pem"));
      assertThat(Programs.run(command.split(" "))).endsWith("server.pem: OK\n");
    }
    Programs.fail(
        "openssl",
        "verify",
        "-CAfile",
        folder.resolve("ca.pem").toString(),
        "-verify_hostname",
        "other.example.com",
        folder.resolve("server.pem").toString());
  }

  @Test
  void keys_areReadableToTheirOwnerOnly() throws IOException {
    current(NAMES, now);

    for (String key : List.of("ca-key.pem", "server-key.pem")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key))))
          .isEqualTo("rw-------");
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "ca.pem", "ca-key.pem", "server.pem", "server-key.pem", "TRUST.md");
    }
  }

  @Test
  void secondTime_changesNothing() {
    Identity first = current(NAMES, now);
    log.clear();

    assertThat(current(NAMES, now.plus(Duration.ofDays(200)))).isEqualTo(first);
    assertThat(log).isEmpty();
  }

  @Test
  void certificateWhoseTimeIsNearlyOver_isRenewedByTheSameAuthority() throws IOException {
    Identity first = current(NAMES, now);
    byte[] authority = Files.readAllBytes(folder.resolve("ca.pem"));

    Identity second = current(NAMES, now.plus(Duration.ofDays(280)));

    assertThat(second.notAfter()).isAfter(first.notAfter());
    assertThat(folder.resolve("ca.pem")).hasBinaryContent(authority);
  }

  @Test
  void anotherName_givesAnotherCertificate() {
    Identity first = current(NAMES, now);

    Identity second = current(List.of("new.example.com"), now);

    assertThat(second).isNotEqualTo(first);
    assertThat(CertificateNames.of(second.certificate())).containsExactly("new.example.com");
  }

  @Test
  void nearTheAuthoritysEnd_noCertificateOutlivesIt() {
    current(NAMES, now);
    Identity last = current(NAMES, now.plus(Duration.ofDays(3600)));

    assertThat(last.notAfter()).isBefore(now.plus(Duration.ofDays(3651)));
    assertThatThrownBy(() -> current(NAMES, now.plus(Duration.ofDays(3700))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("expired on", "to make a new one");
  }

  @Test
  void halfAnAuthority_isRefused() throws IOException {
    current(NAMES, now);
    Files.delete(folder.resolve("ca-key.pem"));

    assertThatThrownBy(() -> current(NAMES, now))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("only one of ca.pem and ca-key.pem is there");
  }

  @Test
  void keyOfAnotherAuthority_isRefused(@TempDir Path other) throws IOException {
    current(NAMES, now);
    new OwnAuthority(other, NAMES, log::add).current(now);
    Files.delete(folder.resolve("ca-key.pem"));
    Files.copy(other.resolve("ca-key.pem"), folder.resolve("ca-key.pem"));

    assertThatThrownBy(() -> current(NAMES, now)).hasMessageContaining("do not belong together");
  }

  @Test
  @RequiresProgram("openssl")
  void guide_namesTheFingerprintAndEachDistribution() throws IOException {
    current(NAMES, now);
    String fingerprint =
        Programs.run(
                "openssl",
                "x509",
                "-in",
                folder.resolve("ca.pem").toString(),
                "-noout",
                "-fingerprint",
                "-sha256")
            .replaceFirst(".*=", "")
            .strip();

    assertThat(Files.readString(folder.resolve("TRUST.md")))
        .contains(fingerprint, "update-ca-certificates", "update-ca-trust extract", "Flatcar")
        .contains("certs.d/mirror.example.com:8080/hosts.toml", "/etc/docker/certs.d/")
        .doesNotContain("@host@", "@name@", "PRIVATE KEY");
  }

  private Identity current(List<String> names, Instant time) {
    return new OwnAuthority(folder, names, log::add).current(time);
  }
}
