package io.github.kubesprayoffline.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Looks up what is configured for a URL's host: by {@code host:port} first, then {@code host}. */
public final class Hosts {

  private Hosts() {}

  /** The same by hosts in the one spelling by which they are looked up. */
  static <T> Map<String, T> spelled(Map<String, T> byHost) {
    Map<String, T> spelled = new TreeMap<>();
    new TreeMap<>(byHost)
        .forEach((host, value) -> spelled.put(Origin.spelledWithPort(host), value));
    return Map.copyOf(spelled);
  }

  /** What a URL's host has: with its port if there is such an entry, else without one. */
  public static <T> Optional<T> lookup(Map<String, T> byHost, URI uri) {
    Origin origin = Origin.of(uri);
    T exact = byHost.get(origin.hostAndPort());
    return Optional.ofNullable(exact != null ? exact : byHost.get(origin.host()));
  }

  /** As a lookup, but a host alone means its usual port: a login is for one origin. */
  public static Optional<Credentials> credentials(Map<String, Credentials> byHost, URI uri) {
    Origin origin = Origin.of(uri);
    return origin.hasUsualPort()
        ? lookup(byHost, uri)
        : Optional.ofNullable(byHost.get(origin.hostAndPort()));
  }

  /** Whether a URL's host is among these, with its port or for any. */
  public static boolean contains(Set<String> hosts, URI uri) {
    Origin origin = Origin.of(uri);
    return hosts.contains(origin.hostAndPort()) || hosts.contains(origin.host());
  }
}
