package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Request.Limit;
import io.github.kubesprayoffline.id.SafeUrl;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends requests. One instance has one pool of connections, for any number of threads.
 *
 * <p>Redirects are followed here and not by the JDK, which would send {@code Authorization} to
 * whatever host a server points to.
 */
public final class HttpTransport {

  private final HttpSettings settings;
  private final Redirects redirects;
  private final RetryListener listener;

  /** Servers that no retry reached: for the many items behind them, one try each is enough. */
  private final Set<Origin> unreachable = ConcurrentHashMap.newKeySet();

  /** Hears of requests that are sent again. Called from several threads at a time. */
  @FunctionalInterface
  public interface RetryListener {

    /**
     * A server did not answer, or asked for another try.
     *
     * @param url fit for messages
     * @param reason in words, and how long the pause is
     */
    void retrying(String url, String reason);
  }

  /** A transport with a pool of its own, whose retries nobody hears of. */
  public HttpTransport(HttpSettings settings) {
    this(settings, (url, reason) -> {});
  }

  /** A transport with a pool of its own. */
  public HttpTransport(HttpSettings settings, RetryListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.redirects = new Redirects(new Exchange(settings, new Clients(settings)));
  }

  /** What it was made with. */
  public HttpSettings settings() {
    return settings;
  }

  /**
   * Sends a request, again if need be: after connection faults, 408, 429 and the five hundreds,
   * waiting as the server or the {@link RetryRule} asks. A server to which no connection came about
   * in all that time is asked once a request from then on, until it answers.
   *
   * @return the answer, whatever its status; after the last retry also one that asks for another
   * @throws TransferException if there was no answer, or the settings are offline
   */
  public Response send(Request request) {
    URI uri = request.uri();
    Origin origin = Origin.of(uri);
    if (settings.offline()) {
      throw new OfflineModeException(SafeUrl.of(uri));
    }
    RetryRule rule = rule(request);
    try {
      Response answer = retries(rule, uri).run(() -> redirects.send(request));
      unreachable.remove(origin);
      return answer;
    } catch (IOException e) {
      if (rule.retries() > 0 && Faults.isUnreachable(e)) {
        unreachable.add(origin);
      }
      throw new TransferException(
          "%s: %s. Check the network, proxies and mirrors."
              .formatted(SafeUrl.of(uri), Faults.reason(e)),
          e);
    }
  }

  private Retries retries(RetryRule rule, URI uri) {
    return new Retries(rule, reason -> listener.retrying(SafeUrl.of(uri), reason));
  }

  private RetryRule rule(Request request) {
    boolean hopeful = !request.has(Limit.ONCE) && !unreachable.contains(Origin.of(request.uri()));
    return hopeful ? settings.retry() : RetryRule.NEVER;
  }
}
