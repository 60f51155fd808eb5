package io.github.kubesprayoffline.http.client;

import io.github.kubesprayoffline.http.ProxyRule;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;

/**
 * Chooses a proxy for a URL, and knows its login. The JDK's own way to log in, an Authenticator,
 * would also take each 401 of a server for a question to it.
 */
public final class Proxies {

  private final List<ProxyRule> rules;

  /** Chooses the first of these rules that applies. */
  public Proxies(List<ProxyRule> rules) {
    this.rules = rules;
  }

  void apply(HttpClient.Builder builder) {
    builder.proxy(new Selector());
  }

  /** The proxy for a URL; empty to go straight there. */
  Optional<ProxyRule> proxyFor(URI uri) {
    return rules.stream().filter(rule -> rule.appliesTo(uri)).findFirst();
  }

  /** The header by which a request to a URL logs in to its proxy, if that demands a login. */
  Optional<String> loginFor(URI uri) {
    return proxyFor(uri).flatMap(ProxyRule::login).map(ProxyRule.Login::basic);
  }

  private final class Selector extends ProxySelector {

    @Override
    public List<Proxy> select(URI uri) {
      return proxyFor(uri)
          .map(rule -> new Proxy(Proxy.Type.HTTP, new InetSocketAddress(rule.host(), rule.port())))
          .map(List::of)
          .orElse(List.of(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException fault) {
      // The request's own failure says it.
    }
  }
}
