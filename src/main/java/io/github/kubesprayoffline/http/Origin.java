package io.github.kubesprayoffline.http;

import com.google.common.net.InetAddresses;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.SafeUrl;
import java.net.Inet6Address;
import java.net.URI;
import java.util.Locale;

/**
 * What a login belongs to: scheme, host and port, each in the one spelling by which two are
 * compared. {@code host.} and {@code host} stay two, as certificates and browsers have it.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in small letters; IPv6 in brackets, in its short form
 * @param port the scheme's own where the URL has none
 */
public record Origin(String scheme, String host, int port) {

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /**
   * The origin of a URL, whose login does not count.
   *
   * @throws InvalidInputException if it is no http or https URL, or has no host
   */
  public static Origin of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if (uri.getHost() == null || !(tls || scheme.equals("http"))) {
      throw new InvalidInputException(
          "'%s' is no http or https URL with a host.".formatted(SafeUrl.of(uri)));
    }
    int usual = tls ? HTTPS_PORT : HTTP_PORT;
    return new Origin(scheme, spelled(uri.getHost()), uri.getPort() < 0 ? usual : uri.getPort());
  }

  /** Whether whoever is on the way can read along. */
  public boolean isClear() {
    return scheme.equals("http");
  }

  boolean hasUsualPort() {
    return port == (isClear() ? HTTP_PORT : HTTPS_PORT);
  }

  /** {@code host:port}. */
  String hostAndPort() {
    return host + ":" + port;
  }

  @Override
  public String toString() {
    return scheme + "://" + hostAndPort();
  }

  /** As it is looked up: what a user writes for a host, with its port or without. */
  static String spelledWithPort(String host) {
    int end = host.lastIndexOf(']');
    int colon = host.indexOf(':', Math.max(end, 0));
    return colon < 0 || (end < 0 && !host.substring(colon + 1).matches("[0-9]*"))
        ? spelled(host)
        : spelled(host.substring(0, colon)) + host.substring(colon);
  }

  private static String spelled(String host) {
    String small = host.toLowerCase(Locale.ROOT);
    String bare = small.replaceAll("^\\[|]$", "");
    boolean literal = !bare.equals(small) && InetAddresses.isInetAddress(bare);
    if (literal && InetAddresses.forString(bare) instanceof Inet6Address address) {
      return "[" + InetAddresses.toAddrString(address) + "]";
    }
    return small;
  }
}
