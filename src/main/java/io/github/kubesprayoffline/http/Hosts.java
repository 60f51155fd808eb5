package io.github.kubesprayoffline.http;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks up what is configured for a URL's host: by {@code host:port} first, then {@code host}. */
final class Hosts {

  private Hosts() {}

  static <T> Optional<T> lookup(Map<String, T> byHost, URI uri) {
    T exact = byHost.get(withPort(uri));
    return Optional.ofNullable(exact != null ? exact : byHost.get(host(uri)));
  }

  /** As a lookup, but a host alone means its usual port: a login is for one origin. */
  static Optional<Credentials> credentials(Map<String, Credentials> byHost, URI uri) {
    boolean usual = port(uri) == usualPort(uri);
    return usual ? lookup(byHost, uri) : Optional.ofNullable(byHost.get(withPort(uri)));
  }

  static boolean contains(Set<String> hosts, URI uri) {
    return hosts.contains(withPort(uri)) || hosts.contains(host(uri));
  }

  /** Scheme, host and port: what credentials are bound to. */
  static String origin(URI uri) {
    return uri.getScheme() + "://" + withPort(uri);
  }

  static String withPort(URI uri) {
    return host(uri) + ":" + port(uri);
  }

  private static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : usualPort(uri);
  }

  private static int usualPort(URI uri) {
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }
}
