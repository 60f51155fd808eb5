package io.github.kubesprayoffline.http.transport;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.Faults;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.OfflineModeException;
import io.github.kubesprayoffline.http.Origin;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Request.Limit;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.client.Clients;
import io.github.kubesprayoffline.http.retry.Backoff;
import io.github.kubesprayoffline.http.retry.RetryListener;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.id.SafeUrl;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
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
   * The tries of something that takes more than one request.
   *
   * @param name what the listener hears of, fit for messages
   */
  public Backoff backoff(String name) {
    return new Backoff(name, settings.retry(), listener);
  }

  /**
   * Sends a request, again if need be: after connection faults, 408, 429 and the five hundreds,
   * waiting as the server or the {@link RetryPolicy} asks. A server to which no connection came
   * about in all that time is asked once a request from then on, until it answers.
   *
   * @return the answer, whatever its status; after the last retry also one that asks for another
   * @throws TransferException if there was no answer, or the settings are offline
   */
  public Response send(Request request) {
    URI uri = request.uri();
    String name = SafeUrl.of(uri);
    Origin origin = Origin.of(uri);
    if (settings.offline()) {
      throw new OfflineModeException(name);
    }
    RetryPolicy policy = policy(request, origin);
    try {
      Response answer = answer(request, new Backoff(name, policy, listener));
      unreachable.remove(origin);
      return answer;
    } catch (IOException e) {
      if (policy.retries() > 0 && Faults.isUnreachable(e)) {
        unreachable.add(origin);
      }
      throw new TransferException(
          "%s: %s. Check the network, proxies and mirrors.".formatted(name, Faults.reason(e)), e);
    }
  }

  private RetryPolicy policy(Request request, Origin origin) {
    boolean hopeful = !request.has(Limit.ONCE) && !unreachable.contains(origin);
    return hopeful ? settings.retry() : settings.retry().withRetries(0);
  }

  private Response answer(Request request, Backoff backoff) throws IOException {
    while (true) {
      try {
        Response answer = redirects.send(request);
        Duration asked = backoff.asked(answer.header("Retry-After"));
        if (!RetryPolicy.isPassing(answer.status()) || backoff.isOver(asked)) {
          return answer;
        }
        answer.close();
        backoff.pause("HTTP " + answer.status(), asked);
      } catch (IOException e) {
        if (Faults.isFinal(e)) {
          throw backoff.last(e);
        }
        backoff.pauseOrThrow(e, Faults.reason(e), Duration.ZERO);
      } catch (InterruptedException e) {
        throw backoff.interrupted(e);
      }
    }
  }
}
