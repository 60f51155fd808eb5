package io.github.kubesprayoffline.mojo;

import com.google.cloud.tools.jib.api.Credential;
import io.github.kubesprayoffline.http.Credentials;
import io.github.kubesprayoffline.http.ProxyRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The proxies and logins of Maven's {@code settings.xml}, decrypted. A server's id is the host that
 * its login is for, with the port where it is not the usual one.
 */
record MavenConnections(
    List<ProxyRule> proxies, Map<String, Credentials> credentials, Map<String, Credential> logins) {

  /** Names hosts only. */
  @Override
  public String toString() {
    return "MavenConnections[proxies=%s, hosts=%s]".formatted(proxies, credentials.keySet());
  }

  static MavenConnections of(Settings settings, SettingsDecrypter decrypter, Log log) {
    DecryptedLogins logins = new DecryptedLogins(decrypter, log);
    return of(
        settings.getProxies().stream().map(logins::of).toList(),
        settings.getServers().stream().map(logins::of).toList());
  }

  static MavenConnections of(List<Proxy> proxies, List<Server> servers) {
    return new MavenConnections(proxies(proxies), credentials(servers), logins(servers));
  }

  /** As in Maven itself, a proxy for http serves https too where https has none of its own. */
  private static List<ProxyRule> proxies(List<Proxy> configured) {
    List<Proxy> active = configured.stream().filter(Proxy::isActive).toList();
    boolean httpsHasItsOwn =
        active.stream().anyMatch(proxy -> "https".equalsIgnoreCase(proxy.getProtocol()));
    return active.stream()
        .map(
            proxy ->
                new ProxyRule(
                    httpsHasItsOwn ? proxy.getProtocol() : "",
                    proxy.getHost(),
                    proxy.getPort(),
                    login(proxy),
                    nonProxyHosts(proxy)))
        .toList();
  }

  private static Optional<ProxyRule.Login> login(Proxy proxy) {
    return Optional.ofNullable(proxy.getUsername())
        .map(
            user -> new ProxyRule.Login(user, Optional.ofNullable(proxy.getPassword()).orElse("")));
  }

  private static List<String> nonProxyHosts(Proxy proxy) {
    String hosts = Optional.ofNullable(proxy.getNonProxyHosts()).orElse("");
    return Arrays.stream(hosts.split("[|,]", -1))
        .map(String::strip)
        .filter(h -> !h.isEmpty())
        .toList();
  }

  private static Map<String, Credentials> credentials(List<Server> servers) {
    Map<String, Credentials> byHost = new HashMap<>();
    for (Server server : servers) {
      Map<String, String> headers = new HashMap<>(httpHeaders(server));
      if (server.getUsername() != null && server.getPassword() != null) {
        headers.putIfAbsent(
            "Authorization",
            Credentials.basic(server.getUsername(), server.getPassword())
                .headers()
                .get("Authorization"));
      }
      if (!headers.isEmpty()) {
        byHost.put(host(server), new Credentials(headers));
      }
    }
    return byHost;
  }

  /** Registries take a login to their token server, not to every request. */
  private static Map<String, Credential> logins(List<Server> servers) {
    return servers.stream()
        .filter(server -> server.getUsername() != null && server.getPassword() != null)
        .collect(
            Collectors.toMap(
                MavenConnections::host,
                server -> Credential.from(server.getUsername(), server.getPassword()),
                (first, second) -> second));
  }

  /** Hosts are looked up in small letters. */
  private static String host(Server server) {
    return server.getId().strip().toLowerCase(Locale.ROOT);
  }

  /** Maven's own form: {@code <httpHeaders><property><name/><value/></property></httpHeaders>}. */
  private static Map<String, String> httpHeaders(Server server) {
    Map<String, String> headers = new HashMap<>();
    if (server.getConfiguration() instanceof Xpp3Dom configuration) {
      for (Xpp3Dom property : children(configuration.getChild("httpHeaders"))) {
        Xpp3Dom name = property.getChild("name");
        Xpp3Dom value = property.getChild("value");
        if (name != null && value != null) {
          headers.put(name.getValue(), value.getValue());
        }
      }
    }
    return headers;
  }

  private static List<Xpp3Dom> children(Xpp3Dom parent) {
    return parent == null ? new ArrayList<>() : List.of(parent.getChildren());
  }
}
