package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.http.ProxyRule;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class MavenConnectionsTest {

  @Test
  void serverWithPassword_isBasicForItsHostAndALoginForRegistries() {
    Server server = server("hub.example.com", "robot", "secret");

    MavenConnections connections = MavenConnections.of(List.of(), List.of(server));

    assertThat(connections.credentials().get("hub.example.com").headers())
        .containsEntry("Authorization", "Basic cm9ib3Q6c2VjcmV0");
    assertThat(connections.logins().get("hub.example.com").getPassword()).isEqualTo("secret");
  }

  @Test
  void serverWithHttpHeaders_sendsThem() throws Exception {
    Server server = server("dl.example.com:8443", null, null);
    server.setConfiguration(
        Xpp3DomBuilder.build(
            new StringReader(
                """
                <configuration><httpHeaders><property>
                  <name>Authorization</name><value>Bearer t0ken</value>
                </property></httpHeaders></configuration>
                """)));

    MavenConnections connections = MavenConnections.of(List.of(), List.of(server));

    assertThat(connections.credentials().get("dl.example.com:8443").headers())
        .containsEntry("Authorization", "Bearer t0ken");
    assertThat(connections.logins()).isEmpty();
  }

  @Test
  void serverThatIsOnlyAnId_isNoLogin() {
    assertThat(MavenConnections.of(List.of(), List.of(server("x", null, null))).credentials())
        .isEmpty();
  }

  @Test
  void httpProxy_servesHttpsTooWhereThatHasNone() {
    Proxy proxy = proxy("http", true);
    proxy.setNonProxyHosts("localhost|*.example.com");
    proxy.setUsername("me");
    proxy.setPassword("secret");

    assertThat(MavenConnections.of(List.of(proxy), List.of()).proxies())
        .containsExactly(
            new ProxyRule(
                "",
                "proxy.example.com",
                3128,
                Optional.of(new ProxyRule.Login("me", "secret")),
                List.of("localhost", "*.example.com")));
  }

  @Test
  void proxyPerScheme_keepsToItsScheme() {
    List<Proxy> proxies = List.of(proxy("http", true), proxy("https", true));

    assertThat(MavenConnections.of(proxies, List.of()).proxies())
        .extracting(ProxyRule::scheme)
        .containsExactly("http", "https");
  }

  @Test
  void inactiveProxy_isNotUsed() {
    assertThat(MavenConnections.of(List.of(proxy("http", false)), List.of()).proxies()).isEmpty();
  }

  private static Proxy proxy(String protocol, boolean active) {
    Proxy proxy = new Proxy();
    proxy.setProtocol(protocol);
    proxy.setHost("proxy.example.com");
    proxy.setPort(3128);
    proxy.setActive(active);
    return proxy;
  }

  private static Server server(String id, String user, String password) {
    Server server = new Server();
    server.setId(id);
    server.setUsername(user);
    server.setPassword(password);
    return server;
  }
}
