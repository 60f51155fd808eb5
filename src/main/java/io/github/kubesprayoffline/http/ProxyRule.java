package io.github.kubesprayoffline.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A proxy, as Maven's settings describe one.
 *
 * @param scheme of the URLs that go through it: {@code http}, {@code https}; empty for both
 * @param login empty where the proxy demands none
 * @param nonProxyHosts hosts that are reached directly; {@code *} stands for any characters
 */
public record ProxyRule(
    String scheme, String host, int port, Optional<Login> login, List<String> nonProxyHosts) {

  /** A user name and a password. Never printed. */
  public record Login(String user, String password) {

    /** The value of a header that logs in. */
    public String basic() {
      return Credentials.basic(user, password).headers().get("Authorization");
    }

    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  public ProxyRule {
    scheme = scheme.toLowerCase(Locale.ROOT);
    nonProxyHosts = List.copyOf(nonProxyHosts);
  }

  /** Whether a URL is reached by this proxy: its scheme's, and not one of the hosts left out. */
  public boolean appliesTo(URI uri) {
    return (scheme.isEmpty() || scheme.equals(uri.getScheme()))
        && nonProxyHosts.stream().noneMatch(pattern -> matches(pattern, uri.getHost()));
  }

  private static boolean matches(String pattern, String host) {
    String[] literals = pattern.strip().toLowerCase(Locale.ROOT).split("\\*", -1);
    String regex = String.join(".*", Arrays.stream(literals).map(Pattern::quote).toList());
    return host.toLowerCase(Locale.ROOT).matches(regex);
  }
}
