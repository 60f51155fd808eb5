package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One request, one answer, by the JDK's client. */
final class Exchange {

  private final HttpSettings settings;
  private final Clients clients;

  Exchange(HttpSettings settings, Clients clients) {
    this.settings = settings;
    this.clients = clients;
  }

  Response send(Request request) throws IOException, InterruptedException {
    URI uri = withoutLogin(request.uri());
    HttpResponse<InputStream> answer =
        request.body().isPresent()
            ? upload(request, uri, request.body().get())
            : clients.of(uri).send(bodiless(request, uri), BodyHandlers.ofInputStream());
    return new Response(
        answer.statusCode(),
        uri,
        answer.headers(),
        new StallGuard(body(answer), settings.stallTimeout()));
  }

  /** The JDK has none where a proxy refuses a tunnel. */
  private static InputStream body(HttpResponse<InputStream> answer) {
    return Objects.requireNonNullElseGet(answer.body(), InputStream::nullInputStream);
  }

  private HttpRequest bodiless(Request request, URI uri) {
    return builder(request, uri)
        .method(request.method(), BodyPublishers.noBody())
        .timeout(settings.stallTimeout())
        .build();
  }

  private HttpResponse<InputStream> upload(Request request, URI uri, BodySource body)
      throws IOException, InterruptedException {
    UploadWatch watch = new UploadWatch(settings.stallTimeout());
    HttpRequest upload =
        builder(request, uri).method(request.method(), publisher(body, watch)).build();
    return watch.await(clients.of(uri).sendAsync(upload, BodyHandlers.ofInputStream()));
  }

  private HttpRequest.Builder builder(Request request, URI uri) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri);
    // Without TLS, HTTP/2 starts by an Upgrade header that some servers choke on.
    builder.version(
        "https".equals(uri.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    headers(request).forEach((name, value) -> setHeader(builder, name, value));
    return builder;
  }

  private static void setHeader(HttpRequest.Builder builder, String name, String value) {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "The header '%s' cannot be sent: its name is reserved, or it has characters that headers may not have. Correct it in settings.xml."
              .formatted(name),
          e);
    }
  }

  private Map<String, String> headers(Request request) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("User-Agent", settings.userAgent());
    headers.put("Accept-Encoding", "identity");
    Hosts.lookup(settings.credentials(), request.uri())
        .ifPresent(credentials -> headers.putAll(credentials.headers()));
    String login = request.uri().getUserInfo();
    if (login != null) {
      int colon = login.indexOf(':');
      headers.putAll(
          Credentials.basic(
                  colon < 0 ? login : login.substring(0, colon),
                  colon < 0 ? "" : login.substring(colon + 1))
              .headers());
    }
    headers.putAll(request.headers());
    return headers;
  }

  private static URI withoutLogin(URI uri) {
    if (uri.getRawUserInfo() == null) {
      return uri;
    }
    try {
      String text = uri.toString();
      int start = text.indexOf("://") + 3;
      return new URI(text.substring(0, start) + text.substring(text.indexOf('@', start) + 1));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a URI without its login is still one", e);
    }
  }

  private static BodyPublisher publisher(BodySource body, UploadWatch watch) {
    if (body.length() == 0) {
      return BodyPublishers.noBody();
    }
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
