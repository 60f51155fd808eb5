package io.github.kubesprayoffline.http.client;

import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.Patience;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 without TLS: by Apache HttpClient, which reads bodies straight into the reader's buffer.
 * Large files take it half of the memory of the JDK's client, and many small ones less than half of
 * the time: see {@code benchmarks/engines.sh}.
 */
public final class ApacheClient implements Client {

  /** The callers know how many they want. */
  private static final int NO_LIMIT = 1 << 16;

  /** Servers close idle connections when they like: one that lay for a while is looked at first. */
  private static final TimeValue FRESH = TimeValue.ofSeconds(1);

  private final CloseableHttpClient client;
  private final Proxies proxies;
  private final Patience patience;

  /** A client with a pool of connections of its own. */
  public ApacheClient(Proxies proxies, Duration connectTimeout, Patience patience) {
    this.proxies = proxies;
    this.patience = patience;
    this.client =
        HttpClients.custom()
            .setConnectionManager(connections(connectTimeout))
            .setRoutePlanner(new Routes())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  private static PoolingHttpClientConnectionManager connections(Duration connectTimeout) {
    return new Interruptible()
        .setMaxConnTotal(NO_LIMIT)
        .setMaxConnPerRoute(NO_LIMIT)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connectTimeout))
                .setValidateAfterInactivity(FRESH)
                .build())
        .build();
  }

  @Override
  public Response send(Request request) throws IOException, InterruptedException {
    HttpUriRequestBase sent = new HttpUriRequestBase(request.method(), request.uri());
    sent.setConfig(config(request.body().isPresent()));
    request.headers().forEach(sent::setHeader);
    proxies
        .loginFor(request.uri())
        .ifPresent(login -> sent.setHeader("Proxy-Authorization", login));
    try {
      return response(sent, request.uri(), execute(sent, request.body()));
    } catch (ConnectTimeoutException e) {
      throw (IOException) new HttpConnectTimeoutException(e.getMessage()).initCause(e);
    } catch (SocketTimeoutException e) {
      throw (IOException) new HttpTimeoutException(e.getMessage()).initCause(e);
    } catch (ClosedByInterruptException e) {
      throw (InterruptedException) new InterruptedException().initCause(e);
    }
  }

  private RequestConfig config(boolean upload) {
    Duration silence = patience.silence();
    Duration answer = upload ? silence.multipliedBy(AnswerWatch.STORING) : silence;
    return RequestConfig.custom()
        .setAuthenticationEnabled(false)
        .setResponseTimeout(Timeout.of(answer))
        .build();
  }

  /** The socket's timeout is for a byte; a server may send one now and then, and no answer. */
  private ClassicHttpResponse execute(HttpUriRequestBase request, Optional<BodySource> body)
      throws IOException {
    AnswerWatch watch = new AnswerWatch(patience);
    body.ifPresent(source -> request.setEntity(new BodyEntity(source, watch)));
    StallMonitor.Check check =
        StallMonitor.every(patience.beat(), () -> endIfStalled(request, watch));
    try {
      return client.executeOpen(null, request, null);
    } catch (ConnectException | ConnectTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw watch.isStalled() ? AnswerWatch.stalled() : e;
    } finally {
      check.close();
    }
  }

  private static void endIfStalled(HttpUriRequestBase request, AnswerWatch watch) {
    if (watch.isStalled()) {
      request.cancel();
    }
  }

  private Response response(HttpUriRequestBase request, URI uri, ClassicHttpResponse answer)
      throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Header header : answer.getHeaders()) {
      headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
    }
    HttpEntity entity = answer.getEntity();
    InputStream body =
        entity == null
            ? InputStream.nullInputStream()
            : guarded(request, new PlainBody(request, entity, patience.silence()));
    return new Response(
        answer.getCode(), uri, HttpHeaders.of(headers, (name, value) -> true), body);
  }

  private InputStream guarded(HttpUriRequestBase request, PlainBody body) {
    return StallGuard.over(body, patience, request::cancel);
  }

  private final class Routes extends DefaultRoutePlanner {

    Routes() {
      super(null);
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
      return proxies
          .proxyFor(URI.create(target.toURI()))
          .map(rule -> new HttpHost(rule.host(), rule.port()))
          .orElse(null);
    }
  }

  /** Its sockets belong to channels: the interrupt of a thread ends what it waits for. */
  private static final class Interruptible extends PoolingHttpClientConnectionManagerBuilder {

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
        SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
      return new DefaultHttpClientConnectionOperator(
          proxy -> SocketChannel.open().socket(), ports, names, scheme -> null);
    }
  }
}
