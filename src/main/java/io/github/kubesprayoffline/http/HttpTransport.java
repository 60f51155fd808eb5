package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.error.TransferException;
import java.io.IOException;
import java.net.URI;

/**
 * Sends requests. One instance has one pool of connections, for any number of threads.
 *
 * <p>Redirects are followed here and not by the JDK, which would send {@code Authorization} to
 * whatever host a server points to.
 */
public final class HttpTransport {

  private final HttpSettings settings;
  private final Redirects redirects;

  /** A transport with a pool of its own. */
  public HttpTransport(HttpSettings settings) {
    this.settings = settings;
    this.redirects = new Redirects(new Exchange(settings, new Clients(settings)));
  }

  /** What it was made with. */
  public HttpSettings settings() {
    return settings;
  }

  /**
   * Sends a request, again if need be: after connection faults, 408, 429 and the five hundreds,
   * waiting as the server or the {@link RetryRule} asks.
   *
   * @return the answer, whatever its status; after the last retry also one that asks for another
   * @throws TransferException if there was no answer, or the settings are offline
   */
  public Response send(Request request) {
    URI uri = request.uri();
    if (settings.offline()) {
      throw new OfflineModeException(SafeUrl.of(uri));
    }
    try {
      return new Retries(request.retry() ? settings.retry() : RetryRule.NEVER)
          .run(() -> redirects.send(request));
    } catch (IOException e) {
      throw new TransferException(
          "%s: %s. Check the network, proxies and mirrors."
              .formatted(SafeUrl.of(uri), Faults.reason(e)),
          e);
    }
  }
}
