package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.certificate.Identity;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where and how a bundle is served.
 *
 * @param address the address to listen on; empty for all
 * @param port 0 for any that is free
 * @param hostNames the names and addresses by which clients know this server
 * @param identity what it shows them; empty for plain HTTP
 * @param limits what one client may cost the others
 */
public record ServeSettings(
    Optional<String> address,
    int port,
    Set<String> hostNames,
    Optional<Identity> identity,
    ConnectionLimits limits) {

  /** Settings with the usual limits. */
  public ServeSettings(
      Optional<String> address, int port, Set<String> hostNames, Optional<Identity> identity) {
    this(address, port, hostNames, identity, ConnectionLimits.DEFAULT);
  }

  public ServeSettings {
    Objects.requireNonNull(address);
    hostNames = Set.copyOf(hostNames);
    Objects.requireNonNull(identity);
    Objects.requireNonNull(limits);
  }
}
