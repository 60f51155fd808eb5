package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.http.ProxyRule;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher;
import org.sonatype.plexus.components.sec.dispatcher.DefaultSecDispatcher;

class MavenConnectionsTest {

  /** Maven's own, without a master password. */
  private static final SettingsDecrypter DECRYPTER =
      new DefaultSettingsDecrypter(new DefaultSecDispatcher(new DefaultPlexusCipher()));

  private final List<String> warnings = new ArrayList<>();
  private final Log log =
      new SystemStreamLog() {
        @Override
        public void warn(CharSequence content) {
          warnings.add(content.toString());
        }
      };

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

  @Test
  void idInCapitals_isTheSameHost() {
    Server server = server(" Hub.Example.com:8443", "robot", "secret");

    MavenConnections connections = MavenConnections.of(List.of(), List.of(server));

    assertThat(connections.credentials()).containsOnlyKeys("hub.example.com:8443");
    assertThat(connections.logins()).containsOnlyKeys("hub.example.com:8443");
  }

  @Test
  void passwordThatCannotBeDecrypted_isNotSentAndItsServerOrProxyIsNamed() {
    Settings settings = new Settings();
    settings.addServer(server("hub.example.com", "robot", "{cipher+text=}"));
    settings.addServer(server("dl.example.com", "me", "plain"));
    Proxy proxy = proxy("http", true);
    proxy.setId("corporate");
    proxy.setUsername("me");
    proxy.setPassword("{cipher+text=}");
    settings.addProxy(proxy);

    MavenConnections connections = MavenConnections.of(settings, DECRYPTER, log);

    assertThat(connections.credentials()).containsOnlyKeys("dl.example.com");
    assertThat(connections.logins()).containsOnlyKeys("dl.example.com");
    assertThat(connections.proxies()).extracting(ProxyRule::login).containsOnly(Optional.empty());
    assertThat(warnings)
        .hasSize(2)
        .noneMatch(warning -> warning.contains("cipher"))
        .anyMatch(warning -> warning.startsWith("The password of the server 'hub.example.com'"))
        .anyMatch(warning -> warning.startsWith("The password of the proxy 'corporate'"));
  }

  @Test
  void passphraseThatCannotBeDecrypted_isNobodysBusiness() {
    Settings settings = new Settings();
    Server server = server("hub.example.com", "robot", "plain");
    server.setPassphrase("{cipher+text=}");
    settings.addServer(server);

    assertThat(MavenConnections.of(settings, DECRYPTER, log).logins()).hasSize(1);
    assertThat(warnings).isEmpty();
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
