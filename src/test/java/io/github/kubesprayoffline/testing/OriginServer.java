package io.github.kubesprayoffline.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.kubesprayoffline.error.OfflineException;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An HTTP server on loopback that holds content in memory: with ranges, ETags and HEAD, and able to
 * misbehave on order.
 */
public final class OriginServer implements Closeable {

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  private final Map<String, Deque<Mishap>> mishaps = new ConcurrentHashMap<>();
  private final Map<String, Mishap> always = new ConcurrentHashMap<>();
  private final List<Seen> requests = new CopyOnWriteArrayList<>();

  /** A request that came in. */
  public record Seen(String method, String path, Headers headers, String body) {
    /** The first value of a header. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.getFirst(name));
    }
  }

  private OriginServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** A server on a free port. */
  public static OriginServer start() {
    try {
      return new OriginServer(HttpServer.create(anyPort(), 64), "http");
    } catch (IOException e) {
      throw new OfflineException("no origin server: " + e, e);
    }
  }

  /** The same over TLS; with {@code clients}, for those alone who show a certificate it knows. */
  public static OriginServer startTls(SSLContext identity, boolean clients) {
    try {
      HttpsServer server = HttpsServer.create(anyPort(), 64);
      server.setHttpsConfigurator(
          new HttpsConfigurator(identity) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters tls = identity.getDefaultSSLParameters();
              tls.setNeedClientAuth(clients);
              parameters.setSSLParameters(tls);
            }
          });
      return new OriginServer(server, "https");
    } catch (IOException e) {
      throw new OfflineException("no origin server: " + e, e);
    }
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Offers content under a path, which begins with a slash. */
  public OriginServer serve(String path, byte[] content) {
    contents.put(path, content);
    return this;
  }

  /** Takes content away. */
  public void remove(String path) {
    contents.remove(path);
  }

  /** Answers the next requests for a path so, one after the other, and well again after them. */
  public OriginServer misbehave(String path, Mishap... next) {
    mishaps.computeIfAbsent(path, unused -> new ArrayDeque<>()).addAll(List.of(next));
    return this;
  }

  /** Answers every request for a path so. */
  public OriginServer always(String path, Mishap mishap) {
    always.put(path, mishap);
    return this;
  }

  /** {@code http://127.0.0.1:port}, without a slash at the end. */
  public String url() {
    return "%s://127.0.0.1:%d".formatted(scheme, server.getAddress().getPort());
  }

  /** The URL of a path. */
  public URI url(String path) {
    return URI.create(url() + path);
  }

  /** All requests since the start, in the order they came. */
  public List<Seen> requests() {
    return List.copyOf(requests);
  }

  /** The requests for one path. */
  public List<Seen> requests(String path) {
    return requests.stream().filter(seen -> seen.path().equals(path)).toList();
  }

  /** Stops at once. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    Headers headers = new Headers();
    headers.putAll(exchange.getRequestHeaders());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    requests.add(new Seen(exchange.getRequestMethod(), path, headers, body));
    byte[] content = contents.get(path);
    Mishap mishap = next(path);
    try (exchange) {
      if (mishap != null) {
        mishap.answer(exchange, content == null ? new byte[0] : content);
      } else if (content == null) {
        empty(exchange, 404);
      } else {
        behave(exchange, content);
      }
    }
  }

  private Mishap next(String path) {
    Deque<Mishap> queue = mishaps.get(path);
    if (queue != null) {
      synchronized (queue) {
        Mishap next = queue.poll();
        if (next != null) {
          return next;
        }
      }
    }
    return always.get(path);
  }

  /** Answers as a server should: ranges, If-Range, HEAD. */
  public static void behave(HttpExchange exchange, byte[] content) throws IOException {
    Slice slice = Slice.of(exchange, content);
    if (slice.isUnsatisfiable()) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.length);
      empty(exchange, 416);
      return;
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
      empty(exchange, 200);
      return;
    }
    slice.sendHeaders(exchange);
    if (slice.length() > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        slice.write(out, slice.length());
      }
    }
  }

  /** Answers with a status and no body. */
  public static void empty(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
