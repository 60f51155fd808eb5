package io.github.kubesprayoffline.registry;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Request.Limit;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import java.net.URI;

/**
 * Where a registry is reached: {@code https://host/v2/}. Plain HTTP is spoken only to a registry
 * that was named as insecure.
 */
final class Endpoint {

  private static final String DOCKER_HUB = "docker.io";
  private static final String DOCKER_HUB_HOST = "registry-1.docker.io";

  private static final String PORT = ":\\d+$";

  private Endpoint() {}

  static URI of(HttpTransport transport, String registry) {
    String host = registry.equals(DOCKER_HUB) ? DOCKER_HUB_HOST : registry;
    boolean plain = isInsecure(transport, host) && speaksPlainHttp(transport, host);
    return base(plain ? "http" : "https", host);
  }

  /**
   * A server for plain HTTP may keep silent when it is greeted by TLS, which costs a timeout. So a
   * port of its own is asked in plain words first; the usual ports are asked by HTTPS first.
   */
  private static boolean speaksPlainHttp(HttpTransport transport, String host) {
    return hasPort(host)
        ? isRegistry(transport, base("http", host))
        : !isRegistry(transport, base("https", host));
  }

  /** Whether the user allows plain HTTP, which is no secret to anybody, for a registry. */
  static boolean isInsecure(HttpTransport transport, String host) {
    return transport.settings().allowsInsecure(base("https", host));
  }

  /** Asked without a login, as it may be that nobody is there who should see it. */
  private static boolean isRegistry(HttpTransport transport, URI base) {
    Request request = Request.get(base).withoutRetry().with(Limit.NO_LOGIN);
    try (Response response = transport.send(request)) {
      return !response.strayed()
          && (response.isSuccess() || response.status() == 401 || response.status() >= 500);
    } catch (TransferException e) {
      return false;
    }
  }

  private static boolean hasPort(String host) {
    return !host.equals(host.replaceFirst(PORT, ""));
  }

  private static URI base(String scheme, String host) {
    return URI.create(scheme + "://" + host + "/v2/");
  }
}
