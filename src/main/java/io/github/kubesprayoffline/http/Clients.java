package io.github.kubesprayoffline.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** The JDK's clients: one for all hosts, and one more for each way of trusting. */
final class Clients {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  private final HttpSettings settings;
  private final Proxies proxies;
  private final Map<Trust, HttpClient> clients = new ConcurrentHashMap<>();

  /** How a host's certificate is judged; equal for all hosts that may share a client. */
  private record Trust(Optional<TlsFiles> files, boolean blind) {}

  Clients(HttpSettings settings) {
    this.settings = settings;
    this.proxies = new Proxies(settings.proxies());
    JdkClient.prepare();
  }

  HttpClient of(URI uri) {
    Trust trust =
        new Trust(Hosts.lookup(settings.tls(), uri), Hosts.contains(settings.insecureHosts(), uri));
    return clients.computeIfAbsent(trust, this::client);
  }

  private HttpClient client(Trust trust) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT);
    proxies.apply(builder);
    context(trust).ifPresent(builder::sslContext);
    return builder.build();
  }

  private static Optional<SSLContext> context(Trust trust) {
    if (trust.blind() || trust.files().isPresent()) {
      return Optional.of(TlsContexts.of(trust.files(), trust.blind()));
    }
    return Optional.empty();
  }
}
