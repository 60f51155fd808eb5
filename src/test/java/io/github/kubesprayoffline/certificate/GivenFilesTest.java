package io.github.kubesprayoffline.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenFilesTest {

  private final Instant now = Instant.now();

  @TempDir Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void make() {
    new OwnAuthority(folder, List.of("a.example.com", "*.b.example.com", "10.0.0.5"), line -> {})
        .current(now);
    certificate = folder.resolve("server.pem");
    key = folder.resolve("server-key.pem");
  }

  @Test
  void goodFiles_areTaken() {
    Identity identity = read("a.example.com", "A.Example.com", "x.b.example.com", "10.0.0.5");

    assertThat(identity.chain()).hasSize(1);
    assertThat(read().certificate()).isEqualTo(identity.certificate());
  }

  @Test
  void nameThatTheCertificateLacks_isSaidWithThoseItHas() {
    for (String name : List.of("c.example.com", "y.x.b.example.com", "b.example.com", "10.0.0.6")) {
      assertThatThrownBy(() -> read("a.example.com", name))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll(
              "is not valid for " + name, "only for *.b.example.com, 10.0.0.5");
    }
  }

  @Test
  void keyOfAnother_isRefused(@TempDir Path other) {
    new OwnAuthority(other, List.of("a.example.com"), line -> {}).current(now);
    key = other.resolve("server-key.pem");

    assertThatThrownBy(() -> read("a.example.com"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("The key " + key + " is not that of the certificate", "CN=");
  }

  @Test
  void allFaults_areSaidAtOnce(@TempDir Path other) {
    new OwnAuthority(other, List.of("a.example.com"), line -> {}).current(now);
    key = other.resolve("server-key.pem");

    assertThatThrownBy(
            () ->
                new GivenFiles(certificate, key, List.of("c.example.com"))
                    .current(now.plus(Duration.ofDays(500))))
        .hasMessageContainingAll("3 problems", "is not that of", "expired on", "c.example.com");
  }

  @Test
  void certificateOfTheFuture_pointsToTheClock() {
    assertThatThrownBy(
            () ->
                new GivenFiles(certificate, key, List.of()).current(now.minus(Duration.ofDays(9))))
        .hasMessageContaining("check this machine's clock");
  }

  @Test
  void chainInTheWrongOrder_isRefused() throws IOException {
    Path both = folder.resolve("both.pem");
    Files.writeString(
        both, Files.readString(certificate) + Files.readString(folder.resolve("ca.pem")));
    assertThat(new GivenFiles(both, key, List.of()).current(now).chain()).hasSize(2);

    Files.writeString(
        both,
        Files.readString(certificate)
            + Files.readString(certificate)
            + Files.readString(folder.resolve("ca.pem")));
    assertThatThrownBy(() -> new GivenFiles(both, key, List.of()).current(now))
        .hasMessageContaining("put the server's certificate first");
  }

  @Test
  void fileWithoutWhatItShouldHold_isRefused() throws IOException {
    Path letter = Files.writeString(folder.resolve("letter"), "Dear all");

    assertThatThrownBy(() -> new GivenFiles(letter, key, List.of()).current(now))
        .hasMessageContaining("holds no certificate");
    assertThatThrownBy(() -> new GivenFiles(certificate, letter, List.of()).current(now))
        .hasMessageContaining("holds no private key");
    assertThatThrownBy(() -> new GivenFiles(folder.resolve("none"), key, List.of()).current(now))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  @RequiresProgram("openssl")
  void keysOfOpenssl_areReadInEveryForm() {
    for (String kind : List.of("rsa:2048", "ed25519")) {
      Programs.run(
          "openssl req -x509 -newkey %s -nodes -days 2 -subj /CN=x -addext subjectAltName=DNS:x -keyout %s -out %s"
              .formatted(kind, key, certificate)
              .split(" "));
      assertThat(read("x").key()).isNotNull();
    }
    Programs.run(
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=x -keyout %s -out %s"
            .formatted(key, certificate)
            .split(" "));
    Path old = folder.resolve("old.key");
    Programs.run("openssl rsa -traditional -in %s -out %s".formatted(key, old).split(" "));
    key = old;
    assertThat(read().key().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  @RequiresProgram("openssl")
  void encryptedKey_isRefusedWithTheCommandThatHelps() {
    Path encrypted = folder.resolve("encrypted.key");
    Programs.run(
        "openssl pkey -aes256 -passout pass:secret -in %s -out %s"
            .formatted(key, encrypted)
            .split(" "));
    key = encrypted;

    assertThatThrownBy(this::read).hasMessageContainingAll("is encrypted", "openssl pkey -in");
  }

  private Identity read(String... names) {
    return new GivenFiles(certificate, key, List.of(names)).current(Instant.now());
  }
}
