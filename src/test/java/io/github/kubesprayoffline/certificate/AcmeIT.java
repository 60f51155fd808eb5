package io.github.kubesprayoffline.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of a real ACME server, which really validates. */
@RequiresProgram({"pebble", "pebble-challtestsrv", "curl", "openssl"})
class AcmeIT {

  private final Instant now = Instant.now();

  @TempDir static Path server;
  private static Pebble pebble;

  @TempDir Path folder;
  private final List<String> log = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    pebble = Pebble.start(server);
  }

  @AfterAll
  static void stop() {
    pebble.close();
  }

  @Test
  void httpProof_givesACertificateThatIsKept() throws Exception {
    AcmeSource source = source(new HttpProof(pebble.httpPort), "a.example.com", "b.example.com");

    Identity identity = source.current(now);

    assertThat(CertificateNames.of(identity.certificate()))
        .containsExactly("a.example.com", "b.example.com");
    assertThat(identity.chain()).hasSizeGreaterThan(1);
    assertThat(GivenFiles.belongTogether(identity)).isTrue();
    Programs.run(
        "openssl",
        "verify",
        "-CAfile",
        pebble.root().toString(),
        "-untrusted",
        folder.resolve("server.pem").toString(),
        "-verify_hostname",
        "b.example.com",
        folder.resolve("server.pem").toString());
    log.clear();
    assertThat(source.current(now)).isEqualTo(identity);
    assertThat(log).as("nobody was asked again").isEmpty();
  }

  @Test
  void dnsHook_bringsTheRecordAndTakesItAway() throws Exception {
    Identity identity =
        source(new DnsHook(pebble.hook(), log::add), "c.example.com", "*.c.example.com")
            .current(now);

    assertThat(CertificateNames.of(identity.certificate()))
        .containsExactly("*.c.example.com", "c.example.com");
    assertThat(Files.readAllLines(server.resolve("hook.log")))
        .containsExactly(
            "present _acme-challenge.c.example.com",
            "cleanup _acme-challenge.c.example.com",
            "present _acme-challenge.c.example.com",
            "cleanup _acme-challenge.c.example.com");
  }

  @Test
  void certificateThatIsNearlyOver_isRenewedWithTheSameAccount() throws Exception {
    AcmeSource source = source(new HttpProof(pebble.httpPort), "d.example.com");
    Identity first = source.current(now);
    byte[] account = Files.readAllBytes(folder.resolve("acme-account-key.pem"));
    Instant late = first.notAfter().minus(Duration.ofDays(1));

    Identity second = source.current(late);

    assertThat(second).isNotEqualTo(first);
    assertThat(folder.resolve("acme-account-key.pem")).hasBinaryContent(account);
  }

  @Test
  void renewalThatFails_leavesTheOldOneWithAWarning() {
    Identity first = source(new HttpProof(pebble.httpPort), "e.example.com").current(now);
    Instant late = first.notAfter().minus(Duration.ofDays(1));

    Identity kept =
        new AcmeSource(
                folder, settings(URI.create("https://127.0.0.1:1/dir"), true), names("e"), log::add)
            .current(late);

    assertThat(kept).isEqualTo(first);
    assertThat(log.get(log.size() - 1)).contains("could not be renewed yet", "cannot be reached");
  }

  @Test
  void termsOfService_mustBeAgreedTo() {
    assertThatThrownBy(
            () ->
                new AcmeSource(folder, settings(pebble.directory(), false), names("f"), log::add)
                    .current(now))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("has terms of service: read ", "-Dkubespray.acmeAgree=true");
  }

  @Test
  void answerThatTheServerCannotReach_isToldInPlainWords() {
    assertThatThrownBy(() -> source(new HttpProof(Pebble.freePort()), "g.example.com").current(now))
        .isInstanceOf(OfflineException.class)
        .hasMessageContainingAll("has refused g.example.com", "could not connect to the name");
  }

  @Test
  void hookThatFails_isShownWithWhatItSaid() throws Exception {
    Path hook = pebble.script("bad.sh", "#!/bin/sh\necho no such zone >&2\nexit 3\n");

    assertThatThrownBy(() -> source(new DnsHook(hook, log::add), "h.example.com").current(now))
        .isInstanceOf(OfflineException.class)
        .hasMessageContainingAll(
            "present _acme-challenge.h.example.com ...' ended with 3", "no such zone");
  }

  @Test
  void hookThatDoesNothing_isToldThatTheRecordIsMissing() throws Exception {
    Path hook = pebble.script("idle.sh", "#!/bin/sh\n");

    assertThatThrownBy(() -> source(new DnsHook(hook, log::add), "i.example.com").current(now))
        .hasMessageContaining("has refused i.example.com");
  }

  @Test
  void hookThatIsNoProgram_isRefused() throws Exception {
    Path hook = Files.writeString(folder.resolve("hook.txt"), "not a script");

    assertThatThrownBy(() -> source(new DnsHook(hook, log::add), "j.example.com").current(now))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be an executable file");
  }

  @Test
  void portThatIsTaken_isSaidWithWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(new InetSocketAddress(0));
      assertThatThrownBy(
              () -> source(new HttpProof(taken.getLocalPort()), "k.example.com").current(now))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll("Port " + taken.getLocalPort(), "-Dkubespray.acmePort=");
    }
  }

  @Test
  void serverThatNobodyVouchesFor_isNotTalkedTo() {
    AcmeSettings untrusting =
        new AcmeSettings(
            pebble.directory(), true, Optional.empty(), Optional.empty(), new HttpProof(1));

    assertThatThrownBy(() -> new AcmeSource(folder, untrusting, names("l"), log::add).current(now))
        .isInstanceOf(TransferException.class)
        .hasMessageContainingAll("cannot be reached", "acmeTrust");
  }

  @Test
  void serverWithoutHttps_andNoName_areRefused() {
    assertThatThrownBy(
            () ->
                new AcmeSource(
                        folder,
                        settings(URI.create("http://127.0.0.1/"), true),
                        names("m"),
                        log::add)
                    .current(now))
        .hasMessageContaining("give the https URL of its directory");
    assertThatThrownBy(
            () -> new AcmeSource(folder, settings(pebble.directory(), true), List.of(), log::add))
        .hasMessageContaining("-Dkubespray.hostNames=");
  }

  private AcmeSource source(ChallengeProof proof, String... names) {
    return new AcmeSource(
        folder,
        new AcmeSettings(
            pebble.directory(),
            true,
            Optional.of("admin@example.com"),
            Optional.of(pebble.trust()),
            proof),
        List.of(names),
        log::add);
  }

  private static AcmeSettings settings(URI directory, boolean agreed) {
    return new AcmeSettings(
        directory,
        agreed,
        Optional.empty(),
        Optional.of(pebble.trust()),
        new HttpProof(pebble.httpPort));
  }

  private static List<String> names(String letter) {
    return List.of(letter + ".example.com");
  }
}
