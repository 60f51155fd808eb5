package io.github.kubesprayoffline.http.client;

import com.google.common.base.Suppliers;
import io.github.kubesprayoffline.http.Hosts;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.Origin;
import io.github.kubesprayoffline.http.TlsFiles;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The clients, each made when it is first needed: one without TLS, one for each way of trusting.
 */
public final class Clients {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  private final HttpSettings settings;
  private final Proxies proxies;
  private final Supplier<Client> plain;
  private final Map<Trust, Client> overTls = new ConcurrentHashMap<>();

  /** How a host's certificate is judged; equal for all hosts that may share a client. */
  private record Trust(Optional<TlsFiles> files, boolean blind) {}

  /** Clients by these settings; none is made yet. */
  public Clients(HttpSettings settings) {
    this.settings = settings;
    this.proxies = new Proxies(settings.proxies());
    JdkClient.prepare();
    this.plain =
        Suppliers.memoize(() -> new ApacheClient(proxies, CONNECT_TIMEOUT, settings.patience()));
  }

  /** The client for a URL. */
  public Client of(URI uri) {
    if (Origin.of(uri).isClear()) {
      return plain.get();
    }
    Trust trust =
        new Trust(Hosts.lookup(settings.tls(), uri), Hosts.contains(settings.insecureHosts(), uri));
    return overTls.computeIfAbsent(
        trust, it -> new JdkClient(proxies, context(it), CONNECT_TIMEOUT, settings.patience()));
  }

  private static Optional<SSLContext> context(Trust trust) {
    if (trust.blind() || trust.files().isPresent()) {
      return Optional.of(TlsContexts.read(trust.files(), trust.blind()));
    }
    return Optional.empty();
  }
}
