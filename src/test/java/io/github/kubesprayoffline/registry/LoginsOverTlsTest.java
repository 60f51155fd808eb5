package io.github.kubesprayoffline.registry;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Credential;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Credentials;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.TlsFiles;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.oci.BlobContent;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.TestTls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry by HTTPS that would make something of the logins we have for others. */
class LoginsOverTlsTest {

  private static final String MANIFEST = "/v2/a/b/manifests/1";
  private static final String UPLOADS = "/v2/a/b/blobs/uploads/";
  private static final byte[] BLOB = "blob".getBytes(UTF_8);

  @TempDir static Path folder;
  private static TestTls tls;

  private OriginServer registry;
  private OriginServer other;
  private final OriginServer clear = OriginServer.start();

  @BeforeAll
  static void makeCertificate() throws Exception {
    tls = TestTls.create(folder, "server");
  }

  @BeforeEach
  void start() throws Exception {
    registry = OriginServer.startTls(tls.serverContext(tls), false);
    other = OriginServer.startTls(tls.serverContext(tls), false);
    other.serve("/token", "{\"token\":\"THEIRS\"}".getBytes(UTF_8));
  }

  @AfterEach
  void close() {
    registry.close();
    other.close();
    clear.close();
  }

  @Test
  void realmAtAHostThatWeHaveALoginFor_getsNoTokenOfItForTheRegistry() {
    demandTokensOf(other.url("/token").toString());

    assertThatThrownBy(() -> repository(Map.of()).manifest("1"))
        .isInstanceOf(TransferException.class);

    assertThat(other.requests("/token")).isNotEmpty();
    assertThat(other.requests("/token"))
        .allSatisfy(
            seen -> {
              assertThat(seen.header("Authorization")).isEmpty();
              assertThat(seen.header("X-Key")).isEmpty();
            });
  }

  @Test
  void realmElsewhere_getsTheLoginOfTheRegistryAlone() {
    demandTokensOf(other.url("/token").toString());
    Credential login = Credential.from("alice", "S3cret");

    assertThatThrownBy(
            () -> repository(Map.of(registry.url("").getAuthority(), login)).manifest("1"))
        .isInstanceOf(TransferException.class);

    assertThat(other.requests("/token").get(0).header("Authorization"))
        .contains("Basic YWxpY2U6UzNjcmV0");
    assertThat(other.requests("/token").get(0).header("X-Key")).isEmpty();
  }

  @Test
  void tokenServiceOfTheRegistry_doesNotSendUsOnToOneThatWeHaveALoginFor() {
    demandTokensOf(registry.url("/token").toString());
    registry.always("/token", Mishap.redirect(307, other.url("/token").toString()));

    assertThatThrownBy(() -> repository(Map.of()).manifest("1"))
        .hasMessageContaining("refused to take a login along to " + other.url("/token"));

    assertThat(other.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5 << 20})
  void uploadLocationInTheClearAtAnotherHost_isRefused(int size) {
    byte[] blob = new byte[size];
    registry.always(
        UPLOADS,
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Location", elsewhereInTheClear());
          OriginServer.empty(exchange, 202);
        });

    assertThatThrownBy(
            () -> repository(Map.of()).putBlob(Checksum.sha256Of(blob), BlobContent.of(blob)))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("sends us on")
        .hasMessageContaining("Have it answer by HTTPS there");
    assertThat(clear.requests()).isEmpty();
  }

  @Test
  void blobInTheClearAtAnotherHost_isRefused() {
    Checksum digest = Checksum.sha256Of(BLOB);
    registry.always("/v2/a/b/blobs/" + digest, Mishap.redirect(307, elsewhereInTheClear()));

    assertThatThrownBy(() -> repository(Map.of()).openBlob(digest, Map.of()))
        .hasMessageContaining(
            "refused to follow a redirect from https to " + elsewhereInTheClear());
    assertThat(clear.requests()).isEmpty();
  }

  private String elsewhereInTheClear() {
    return clear.url("/x").toString().replace("127.0.0.1", "localhost");
  }

  private void demandTokensOf(String realm) {
    registry.always(
        MANIFEST,
        (exchange, content) -> {
          exchange
              .getResponseHeaders()
              .set("WWW-Authenticate", "Bearer realm=\"%s\",service=\"s\"".formatted(realm));
          OriginServer.empty(exchange, 401);
        });
  }

  private Repository repository(Map<String, Credential> logins) {
    HttpSettings settings =
        SETTINGS
            .withTls(Map.of("127.0.0.1", TlsFiles.ca(tls.certificate())))
            .withCredentials(
                Map.of(
                    other.url("").getAuthority(),
                    new Credentials(Map.of("Authorization", "Basic eA==", "X-Key", "key"))));
    return new Registries(new HttpTransport(settings), new Logins(logins, List.of()))
        .repository(registry.url("").getAuthority(), "a/b");
  }
}
