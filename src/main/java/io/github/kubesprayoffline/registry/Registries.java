package io.github.kubesprayoffline.registry;

import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.ImageReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All registries, reached through one transport; what one has learnt of a registry is kept. */
public final class Registries {

  private final HttpTransport transport;
  private final Logins logins;
  private final Map<String, RegistryClient> clients = new ConcurrentHashMap<>();

  /**
   * Registries behind a transport.
   *
   * @param transport its insecure hosts may be reached by plain HTTP, if HTTPS gets no answer
   */
  public Registries(HttpTransport transport, Logins logins) {
    this.transport = transport;
    this.logins = logins;
  }

  /** Whether every request would be refused. */
  public boolean offline() {
    return transport.settings().offline();
  }

  /** The repository that a reference names. */
  public Repository repository(ImageReference ref) {
    return repository(ref.registry(), ref.repository());
  }

  /** A repository of a registry. */
  public Repository repository(String registry, String repository) {
    return new Repository(
        clients.computeIfAbsent(registry, name -> new RegistryClient(transport, name, logins)),
        repository);
  }
}
