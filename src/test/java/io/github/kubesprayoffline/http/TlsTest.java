package io.github.kubesprayoffline.http;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.TestTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

  @TempDir static Path folder;
  private static TestTls server;
  private static TestTls client;
  private static OriginServer open;
  private static OriginServer closed;

  @BeforeAll
  static void start() throws Exception {
    server = TestTls.create(folder, "server");
    client = TestTls.create(folder, "client");
    open = OriginServer.startTls(server.serverContext(client), false);
    closed = OriginServer.startTls(server.serverContext(client), true);
    open.serve("/f", "hello".getBytes(UTF_8));
    closed.serve("/f", "hello".getBytes(UTF_8));
  }

  @AfterAll
  static void stop() {
    open.close();
    closed.close();
  }

  @Test
  void unknownAuthority_isNamedAtOnceWithTheWayOut() {
    assertThatThrownBy(() -> get(SETTINGS, open))
        .hasMessageContaining(
            open.url("/f") + ": the server's certificate is signed by an unknown authority")
        .hasMessageContaining("<tls>");
  }

  @Test
  void caFileOfTheHost_isTrusted() {
    HttpSettings settings =
        SETTINGS.withTls(Map.of("127.0.0.1", TlsFiles.ca(server.certificate())));

    assertThat(get(settings, open)).isEqualTo("hello");
  }

  @Test
  void caFileOfAnotherHost_doesNotCount() {
    HttpSettings settings =
        SETTINGS.withTls(Map.of("example.com", TlsFiles.ca(server.certificate())));

    assertThatThrownBy(() -> get(settings, open)).hasMessageContaining("unknown authority");
  }

  @Test
  void insecureHost_isNotChecked() {
    HttpSettings settings = SETTINGS.withInsecureHosts(Set.of(open.url("").getAuthority()));

    assertThat(get(settings, open)).isEqualTo("hello");
    assertThatThrownBy(() -> get(settings, closed)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void clientCertificate_isShown() {
    TlsFiles files =
        new TlsFiles(
            Optional.of(server.certificate()),
            Optional.of(client.certificate()),
            Optional.of(client.key()));

    assertThat(get(SETTINGS.withTls(Map.of("127.0.0.1", files)), closed)).isEqualTo("hello");
    assertThatThrownBy(
            () ->
                get(
                    SETTINGS.withTls(Map.of("127.0.0.1", TlsFiles.ca(server.certificate()))),
                    closed))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void redirectFromHttpsToHttp_isRefused() {
    HttpSettings settings =
        SETTINGS.withTls(Map.of("127.0.0.1", TlsFiles.ca(server.certificate())));
    open.always("/down", Mishap.redirect(302, "http://127.0.0.1:1/f"));

    assertThatThrownBy(() -> new HttpTransport(settings).send(Request.get(open.url("/down"))))
        .hasMessageContaining("refused to follow a redirect from https to http://127.0.0.1:1/f");
  }

  @Test
  void fileThatIsNoCertificate_isNamed() throws Exception {
    Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
    HttpSettings settings = SETTINGS.withTls(Map.of("127.0.0.1", TlsFiles.ca(nonsense)));

    assertThatThrownBy(() -> get(settings, open))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("nonsense.pem");
  }

  private static String get(HttpSettings settings, OriginServer from) {
    Response answer = new HttpTransport(settings).send(Request.get(from.url("/f")));
    return new String(answer.expectSuccess().bytes(100), UTF_8);
  }
}
