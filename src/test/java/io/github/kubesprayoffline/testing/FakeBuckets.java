package io.github.kubesprayoffline.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Google Cloud Storage's JSON API: objects are listed, read, uploaded in chunks and deleted. */
public final class FakeBuckets implements Closeable {

  private static final String API = "/storage/v1/b/";
  private static final Pattern OBJECT =
      Pattern.compile("(/download|/upload|/resumable/upload)?/storage/v1/b/([^/]+)/o(?:/(.+))?");
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(.+)");

  /** Chunks but the last are multiples of this. */
  private static final int GRAIN = 256 << 10;

  private record Upload(String name, ByteArrayOutputStream bytes) {}

  private record Fault(Pattern requests, int status) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile @Nullable String token;

  private FakeBuckets(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Storage in which everybody may do everything; buckets are there when they are asked for. */
  public static FakeBuckets start() {
    try {
      return new FakeBuckets(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its endpoint, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Holds an object. */
  public FakeBuckets put(String bucket, String name, byte[] content) {
    objects.put(bucket + "/" + name, content);
    return this;
  }

  /** What an object holds. */
  public Optional<byte[]> object(String bucket, String name) {
    return Optional.ofNullable(objects.get(bucket + "/" + name));
  }

  /** Answers one request that matches {@code METHOD /path?query} with that status. */
  public FakeBuckets failOnce(String requestPattern, int status) {
    faults.add(new Fault(Pattern.compile(requestPattern), status));
    return this;
  }

  /** Gives this token to who asks {@code /token} for one, and wants it from then on. */
  public FakeBuckets requireToken(String value) {
    token = value;
    return this;
  }

  /** Every request so far, {@code METHOD /path?query}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The requests so far that match as a whole. */
  public long count(String regex) {
    return requests.stream().filter(request -> request.matches(regex)).count();
  }

  /** The Authorization headers so far. */
  public List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      requests.add(request);
      String login = exchange.getRequestHeaders().getFirst("Authorization");
      Optional.ofNullable(login).ifPresent(authorizations::add);
      Optional<Fault> fault =
          faults.stream().filter(each -> each.requests().matcher(request).matches()).findFirst();
      if (fault.isPresent()) {
        faults.remove(fault.get());
        error(exchange, fault.get().status(), "asked to fail");
      } else if (request.startsWith("POST /token")) {
        json(
            exchange,
            "{\"access_token\":\"%s\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
                .formatted(token));
      } else if (token != null && !("Bearer " + token).equals(login)) {
        error(exchange, 401, "Invalid Credentials");
      } else {
        answer(exchange, body);
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    Matcher path = OBJECT.matcher(exchange.getRequestURI().getRawPath());
    if (!path.matches()) {
      error(exchange, 404, "no such method");
    } else if (path.group(3) != null) {
      object(exchange, path.group(2) + "/" + decoded(path.group(3)), query);
    } else if (exchange.getRequestMethod().equals("GET")) {
      list(exchange, path.group(2), query);
    } else if (query.containsKey("upload_id")) {
      chunk(exchange, query.get("upload_id"), body);
    } else if ("resumable".equals(query.get("uploadType"))) {
      begin(exchange, path.group(2), query.get("name"));
    } else {
      error(exchange, 501, "only resumable uploads are known here");
    }
  }

  private void object(HttpExchange exchange, String name, Map<String, String> query)
      throws IOException {
    byte[] content = objects.get(name);
    if (content == null) {
      error(exchange, 404, "No such object: " + name);
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      objects.remove(name);
      OriginServer.empty(exchange, 204);
    } else if ("media".equals(query.get("alt"))) {
      media(exchange, content);
    } else {
      json(exchange, metadata(name, content));
    }
  }

  private static void media(HttpExchange exchange, byte[] content) throws IOException {
    String wanted = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(Optional.ofNullable(wanted).orElse(""));
    exchange.getResponseHeaders().set("x-goog-generation", "1");
    if (!range.matches()) {
      send(exchange, 200, content);
      return;
    }
    int from = Integer.parseInt(range.group(1));
    if (from >= content.length) {
      OriginServer.empty(exchange, 416);
      return;
    }
    String last = range.group(2);
    long end = last.isEmpty() ? content.length : Math.min(content.length, Long.parseLong(last) + 1);
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, end - 1, content.length));
    send(exchange, 206, Arrays.copyOfRange(content, from, (int) end));
  }

  private void list(HttpExchange exchange, String bucket, Map<String, String> query)
      throws IOException {
    String prefix = bucket + "/" + query.getOrDefault("prefix", "");
    String items =
        objects.tailMap(prefix).entrySet().stream()
            .takeWhile(each -> each.getKey().startsWith(prefix))
            .map(each -> metadata(each.getKey(), each.getValue()))
            .collect(Collectors.joining(","));
    json(exchange, "{\"kind\":\"storage#objects\",\"items\":[%s]}".formatted(items));
  }

  private void begin(HttpExchange exchange, String bucket, String name) throws IOException {
    String id = "upload-" + uploads.size();
    uploads.put(id, new Upload(bucket + "/" + name, new ByteArrayOutputStream()));
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            "%s/upload%s%s/o?uploadType=resumable&upload_id=%s".formatted(url(), API, bucket, id));
    OriginServer.empty(exchange, 200);
  }

  private void chunk(HttpExchange exchange, String id, byte[] body) throws IOException {
    Upload upload = uploads.get(id);
    String header = exchange.getRequestHeaders().getFirst("Content-Range");
    Matcher range = CONTENT_RANGE.matcher(Optional.ofNullable(header).orElse("bytes 0-0/*"));
    if (upload == null || !range.matches()) {
      error(exchange, 400, "not a chunk of an upload");
      return;
    }
    if (body.length > 0 && Integer.parseInt(range.group(1)) != upload.bytes().size()) {
      error(exchange, 503, "not the chunk that comes next");
      return;
    }
    boolean last = header == null || !range.group(2).equals("*");
    if (!last && body.length % GRAIN != 0) {
      error(exchange, 400, "a chunk of %d bytes".formatted(body.length));
      return;
    }
    upload.bytes().write(body);
    finish(exchange, upload, last);
  }

  private void finish(HttpExchange exchange, Upload upload, boolean last) throws IOException {
    if (last) {
      byte[] content = upload.bytes().toByteArray();
      objects.put(upload.name(), content);
      json(exchange, metadata(upload.name(), content));
    } else {
      exchange.getResponseHeaders().set("Range", "bytes=0-" + (upload.bytes().size() - 1));
      OriginServer.empty(exchange, 308);
    }
  }

  private static String metadata(String name, byte[] content) {
    int slash = name.indexOf('/');
    return """
        {"kind":"storage#object","id":"%1$s/1","bucket":"%2$s","name":"%3$s","generation":"1",
         "metageneration":"1","contentType":"application/octet-stream","size":"%4$d",
         "updated":"2026-01-01T00:00:00.000Z","timeCreated":"2026-01-01T00:00:00.000Z","etag":"e"}
        """
        .formatted(name, name.substring(0, slash), name.substring(slash + 1), content.length);
  }

  private static void error(HttpExchange exchange, int status, String message) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    send(
        exchange,
        status,
        """
        {"error":{"code":%d,"message":"%s","errors":[{"message":"%2$s","reason":"%3$s"}]}}
        """
            .formatted(status, message, reason(status))
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String reason(int status) {
    return switch (status) {
      case 404 -> "notFound";
      case 403 -> "forbidden";
      case 503 -> "backendError";
      default -> "invalid";
    };
  }

  private static void json(HttpExchange exchange, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    send(exchange, 200, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new TreeMap<>();
    for (String part : Optional.ofNullable(raw).orElse("").split("&", -1)) {
      String[] pair = part.split("=", 2);
      query.put(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1]));
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
