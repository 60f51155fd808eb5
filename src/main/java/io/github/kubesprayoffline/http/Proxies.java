package io.github.kubesprayoffline.http;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses a proxy for a URL, and logs in to it. */
final class Proxies {

  private final List<ProxyRule> rules;

  Proxies(List<ProxyRule> rules) {
    this.rules = rules;
  }

  void apply(HttpClient.Builder builder) {
    builder.proxy(new Selector());
    if (rules.stream().anyMatch(rule -> rule.login().isPresent())) {
      builder.authenticator(new Logins());
    }
  }

  /** The proxy for a URL; empty to go straight there. */
  Optional<ProxyRule> proxyFor(URI uri) {
    return rules.stream().filter(rule -> rule.appliesTo(uri)).findFirst();
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

  private final class Logins extends Authenticator {

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (getRequestorType() != RequestorType.PROXY) {
        return null;
      }
      Optional<ProxyRule.Login> login =
          rules.stream()
              .filter(rule -> rule.host().equalsIgnoreCase(getRequestingHost()))
              .filter(rule -> rule.port() == getRequestingPort())
              .findFirst()
              .flatMap(ProxyRule::login);
      return login
          .map(it -> new PasswordAuthentication(it.user(), it.password().toCharArray()))
          .orElse(null);
    }
  }
}
