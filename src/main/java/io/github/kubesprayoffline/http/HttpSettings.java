package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.http.retry.Floor;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that a transport needs to know about its surroundings. Hosts are written {@code host} or
 * {@code host:port}; the one with the port wins.
 *
 * @param proxies the first that applies to a URL is used
 * @param credentials by host
 * @param tls by host
 * @param insecureHosts hosts whose certificates are not checked
 * @param offline whether every request is refused
 * @param stallTimeout how long to wait for the next byte of a body, not for all of them; and in all
 *     for the beginning of an answer
 * @param floor what a body has to bring in the long run
 * @param retry has the clock that all of this goes by, too
 */
public record HttpSettings(
    List<ProxyRule> proxies,
    Map<String, Credentials> credentials,
    Map<String, TlsFiles> tls,
    Set<String> insecureHosts,
    boolean offline,
    String userAgent,
    Duration stallTimeout,
    Floor floor,
    RetryPolicy retry) {

  /** Straight to the internet, no logins, the JDK's authorities. */
  public static final HttpSettings DEFAULT =
      new HttpSettings(
          List.of(),
          Map.of(),
          Map.of(),
          Set.of(),
          false,
          "kubespray-offline",
          Duration.ofSeconds(30),
          Floor.OF_AN_ANSWER,
          RetryPolicy.DEFAULT);

  public HttpSettings {
    proxies = List.copyOf(proxies);
    credentials = Hosts.spelled(credentials);
    tls = Hosts.spelled(tls);
    insecureHosts =
        insecureHosts.stream().map(Origin::spelledWithPort).collect(Collectors.toUnmodifiableSet());
  }

  /** The same with other proxies. */
  public HttpSettings withProxies(List<ProxyRule> changed) {
    return new HttpSettings(
        changed, credentials, tls, insecureHosts, offline, userAgent, stallTimeout, floor, retry);
  }

  /** The same with other credentials. */
  public HttpSettings withCredentials(Map<String, Credentials> changed) {
    return new HttpSettings(
        proxies, changed, tls, insecureHosts, offline, userAgent, stallTimeout, floor, retry);
  }

  /** The same with other certificates. */
  public HttpSettings withTls(Map<String, TlsFiles> changed) {
    return new HttpSettings(
        proxies,
        credentials,
        changed,
        insecureHosts,
        offline,
        userAgent,
        stallTimeout,
        floor,
        retry);
  }

  /** The same with other hosts whose certificates are not checked. */
  public HttpSettings withInsecureHosts(Set<String> changed) {
    return new HttpSettings(
        proxies, credentials, tls, changed, offline, userAgent, stallTimeout, floor, retry);
  }

  /** The same, with or without a network. */
  public HttpSettings withOffline(boolean changed) {
    return new HttpSettings(
        proxies, credentials, tls, insecureHosts, changed, userAgent, stallTimeout, floor, retry);
  }

  /** The same under another name. */
  public HttpSettings withUserAgent(String changed) {
    return new HttpSettings(
        proxies, credentials, tls, insecureHosts, offline, changed, stallTimeout, floor, retry);
  }

  /** The same with another patience for the next byte. */
  public HttpSettings withStallTimeout(Duration changed) {
    return new HttpSettings(
        proxies, credentials, tls, insecureHosts, offline, userAgent, changed, floor, retry);
  }

  /** The same with another floor. */
  public HttpSettings withFloor(Floor changed) {
    return new HttpSettings(
        proxies, credentials, tls, insecureHosts, offline, userAgent, stallTimeout, changed, retry);
  }

  /** Whether the user lets this URL's host do without TLS, or without a certificate to trust. */
  public boolean allowsInsecure(URI uri) {
    return Hosts.contains(insecureHosts, uri);
  }

  /** How long an answer may keep us waiting. */
  public Patience patience() {
    return new Patience(stallTimeout, floor, retry.clock());
  }

  /** The same with other retries. */
  public HttpSettings withRetry(RetryPolicy changed) {
    return new HttpSettings(
        proxies, credentials, tls, insecureHosts, offline, userAgent, stallTimeout, floor, changed);
  }
}
