package io.github.kubesprayoffline.http;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.ProxyServer;
import io.github.kubesprayoffline.testing.TestTls;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTest {

  private static final Optional<ProxyRule.Login> LOGIN =
      Optional.of(new ProxyRule.Login("me", "secret"));

  private final ProxyServer proxy = ProxyServer.start("me:secret");
  private final OriginServer origin = OriginServer.start().serve("/f", "hello".getBytes(UTF_8));

  @AfterEach
  void close() {
    proxy.close();
    origin.close();
  }

  @Test
  void login_isGivenToTheProxyAndNotToTheServer() {
    assertThat(get(SETTINGS.withProxies(List.of(rule(LOGIN))), origin.url("/f")))
        .isEqualTo("hello");
    assertThat(proxy.requestLines()).containsExactly("GET " + origin.url("/f") + " HTTP/1.1");
    assertThat(origin.requests().get(0).header("Proxy-Authorization")).isEmpty();
  }

  @Test
  void tunnelForHttps_logsInToo(@TempDir Path folder) throws Exception {
    TestTls tls = TestTls.create(folder, "server");
    try (OriginServer secure = OriginServer.startTls(tls.serverContext(tls), false)) {
      secure.serve("/f", "hello".getBytes(UTF_8));
      HttpSettings settings =
          SETTINGS
              .withProxies(List.of(rule(LOGIN)))
              .withTls(Map.of("127.0.0.1", TlsFiles.ca(tls.certificate())));

      assertThat(get(settings, secure.url("/f"))).isEqualTo("hello");
      assertThat(proxy.requestLines())
          .containsExactly("CONNECT " + secure.url("").getAuthority() + " HTTP/1.1");
    }
  }

  @Test
  void proxyWithoutOurLogin_saysWhereToGiveIt() {
    assertThatThrownBy(
            () -> get(SETTINGS.withProxies(List.of(rule(Optional.empty()))), origin.url("/f")))
        .hasMessageContaining("The proxy demands a login: give it in the <proxy> of settings.xml");
  }

  @Test
  void wrongLogin_endsWithoutEndlessTries() {
    ProxyRule rule = rule(Optional.of(new ProxyRule.Login("me", "wrong")));

    assertThatThrownBy(() -> get(SETTINGS.withProxies(List.of(rule)), origin.url("/f")))
        .isInstanceOf(RuntimeException.class)
        .hasMessageNotContaining("wrong");
    assertThat(origin.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.*, true",
    "*.0.0.1, true",
    "localhost, false",
    "127.0.0, false",
  })
  void nonProxyHosts_areReachedDirectly(String pattern, boolean direct) {
    ProxyRule rule = new ProxyRule("http", "127.0.0.1", proxy.port(), LOGIN, List.of(pattern));

    get(SETTINGS.withProxies(List.of(rule)), origin.url("/f"));

    assertThat(proxy.requestLines().isEmpty()).isEqualTo(direct);
  }

  @Test
  void proxyOfTheOtherScheme_isNotUsed() {
    ProxyRule rule = new ProxyRule("https", "127.0.0.1", proxy.port(), LOGIN, List.of());

    get(SETTINGS.withProxies(List.of(rule)), origin.url("/f"));

    assertThat(proxy.requestLines()).isEmpty();
  }

  private ProxyRule rule(Optional<ProxyRule.Login> login) {
    return new ProxyRule("", "127.0.0.1", proxy.port(), login, List.of());
  }

  private static String get(HttpSettings settings, URI url) {
    return new String(
        new HttpTransport(settings).send(Request.get(url)).expectSuccess().bytes(100), UTF_8);
  }
}
