package io.github.kubesprayoffline.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.certificate.Identity;
import io.github.kubesprayoffline.certificate.OwnAuthority;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  private static final List<String> NAMES = List.of("127.0.0.1");

  @TempDir Path folder;
  private ServedBundle served;
  private OwnAuthority authority;
  private final Instant now = Instant.now();

  @BeforeEach
  void open() throws IOException {
    SampleBundle bundle =
        SampleBundle.empty(Files.createDirectories(folder.resolve("work")))
            .file("a.example/b", "b");
    Path archive = Served.archive(bundle, Files.createDirectories(folder.resolve("out")));
    served = ServedBundle.open(archive, Store.open(folder.resolve("cache")), line -> {});
    authority = new OwnAuthority(folder.resolve("tls"), NAMES, line -> {});
  }

  @Test
  void renewedCertificate_isShownWithoutARestart() throws Exception {
    Identity first = authority.current(now.minus(Duration.ofDays(300)));
    try (BundleServer server = start(first)) {
      assertThat(shown(server)).isEqualTo(first.certificate());

      Identity second = authority.current(now);
      server.renew(second);

      assertThat(shown(server)).isEqualTo(second.certificate()).isNotEqualTo(first.certificate());
    }
  }

  @Test
  void portThatIsTaken_isSaidWithWhatToDo() {
    try (BundleServer server = start(authority.current(now))) {
      ServeSettings same =
          new ServeSettings(Optional.of("127.0.0.1"), server.port(), Set.of(), Optional.empty());

      assertThatThrownBy(() -> BundleServer.start(served, same, line -> {}))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll("Cannot listen on port " + server.port(), "-Dkubespray.port=");
    }
  }

  private BundleServer start(Identity identity) {
    return BundleServer.start(
        served,
        new ServeSettings(Optional.of("127.0.0.1"), 0, Set.copyOf(NAMES), Optional.of(identity)),
        line -> {});
  }

  /** The certificate that a new client gets to see, which trusts the authority alone. */
  private X509Certificate shown(BundleServer server) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newBuilder()
            .sslContext(trusting())
            .build()
            .send(
                HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:" + server.port() + "/files/a.example/b"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("b");
    return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
  }

  private SSLContext trusting() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(folder.resolve("tls/ca.pem"))) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
