package io.github.kubesprayoffline.http.client;

import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.Patience;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/** HTTP/2, or 1.1 where a server knows no better, over TLS: by the JDK's client. */
public final class JdkClient implements Client {

  private static final Pattern PART = Pattern.compile("bytes=\\d+-\\d+");

  private final HttpClient client;
  private final Proxies proxies;
  private final Patience patience;

  /**
   * A client.
   *
   * @param trust empty for the JDK's authorities
   */
  public JdkClient(
      Proxies proxies, Optional<SSLContext> trust, Duration connectTimeout, Patience patience) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout);
    proxies.apply(builder);
    trust.ifPresent(builder::sslContext);
    this.client = builder.build();
    this.proxies = proxies;
    this.patience = patience;
  }

  /**
   * What the JDK is told by system properties only, and only before any of its package is in use:
   * its headers count, which both clients answer with. What the user has set stays.
   */
  public static void prepare() {
    // With the JDK's 16 KiB, large bodies take nearly twice the processor time.
    setUnlessSet("jdk.httpclient.bufsize", Integer.toString(1 << 19));
    // Without this the JDK sends no Basic login for https through a proxy.
    setUnlessSet("jdk.http.auth.tunneling.disabledSchemes", "");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  @Override
  public Response send(Request request) throws IOException, InterruptedException {
    AnswerWatch watch = new AnswerWatch(patience);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .version(version(request))
            .method(request.method(), publisher(request.body(), watch));
    request.headers().forEach(builder::setHeader);
    // The JDK sends this to the proxy that makes the tunnel, and not through it.
    proxies
        .loginFor(request.uri())
        .ifPresent(login -> builder.setHeader("Proxy-Authorization", login));
    // No timeout of the JDK's: from 26 on, it would end bodies that take long, too.
    HttpResponse<InputStream> answer =
        watch.await(client.sendAsync(builder.build(), BodyHandlers.ofInputStream()));
    return new Response(
        answer.statusCode(), request.uri(), answer.headers(), guarded(body(answer)));
  }

  private InputStream guarded(InputStream body) {
    return StallGuard.over(body, patience, () -> end(body));
  }

  private static void end(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // The reader learns of the stall.
    }
  }

  /**
   * Whoever asks for a part of something wants the speed of one more connection: HTTP/2 would put
   * it on the one that is there.
   */
  private static HttpClient.Version version(Request request) {
    boolean part = PART.matcher(request.headers().getOrDefault("Range", "")).matches();
    return part ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2;
  }

  /** The JDK has none where a proxy refuses a tunnel. */
  private static InputStream body(HttpResponse<InputStream> answer) {
    return Objects.requireNonNullElseGet(answer.body(), InputStream::nullInputStream);
  }

  private static BodyPublisher publisher(Optional<BodySource> source, AnswerWatch watch) {
    if (source.isEmpty() || source.get().length() == 0) {
      return BodyPublishers.noBody();
    }
    BodySource body = source.get();
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> watch.watched(opened(body))), body.length());
  }

  private static InputStream opened(BodySource body) {
    try {
      return body.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
