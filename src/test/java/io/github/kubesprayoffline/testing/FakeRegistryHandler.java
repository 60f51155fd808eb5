package io.github.kubesprayoffline.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.TestImage.Document;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The requests of the distribution specification, and the ordered faults. */
final class FakeRegistryHandler implements HttpHandler {

  private static final Pattern PATH =
      Pattern.compile(
          "/v2/(?<repository>.+)/(?<kind>manifests|blobs/uploads|blobs|tags)/(?<id>.*)");
  private static final Pattern CHILD =
      Pattern.compile("\"digest\"\\s*:\\s*\"(sha256:[0-9a-f]{64})\"");

  private final FakeRegistry registry;

  FakeRegistryHandler(FakeRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      registry.note(
          exchange.getRequestMethod() + " " + exchange.getRequestURI(),
          header(exchange, "Authorization"));
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/token")) {
        giveToken(exchange);
        return;
      }
      Fault fault = registry.faultFor(exchange.getRequestMethod(), exchange.getRequestURI());
      if (refused(exchange, path, fault)) {
        return;
      }
      Matcher matcher = PATH.matcher(path);
      if (matcher.matches()) {
        route(exchange, matcher, fault);
      } else {
        send(exchange, path.equals("/v2/") ? 200 : 404, "{}", fault);
      }
    }
  }

  private void giveToken(HttpExchange exchange) throws IOException {
    String token = registry.login.newToken(header(exchange, "Authorization"));
    if (token == null) {
      error(exchange, 401, "UNAUTHORIZED");
    } else {
      send(exchange, 200, "{\"token\":\"" + token + "\",\"expires_in\":300}", null);
    }
  }

  private boolean refused(HttpExchange exchange, String path, @Nullable Fault fault)
      throws IOException {
    if (fault != null && fault.kind() instanceof Fault.Status status) {
      // Else the server hangs up on what it has not read, and the client may never see the answer.
      exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
      status.headers().forEach(exchange.getResponseHeaders()::set);
      error(exchange, status.code(), "FAULT");
      return true;
    }
    if (fault != null && fault.kind() instanceof Fault.Redirect redirect) {
      exchange.getResponseHeaders().set("Location", redirect.baseUrl() + path);
      exchange.sendResponseHeaders(307, -1);
      return true;
    }
    String challenge =
        registry.login.challenge(
            header(exchange, "Authorization"), registry.url(), scope(exchange, path));
    if (challenge != null) {
      exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
      error(exchange, 401, "UNAUTHORIZED");
    }
    return challenge != null;
  }

  private static String scope(HttpExchange exchange, String path) {
    Matcher matcher = PATH.matcher(path);
    boolean reads = exchange.getRequestMethod().matches("GET|HEAD") && !path.contains("/uploads/");
    return matcher.matches()
        ? "repository:%s:%s".formatted(matcher.group("repository"), reads ? "pull" : "pull,push")
        : "";
  }

  private void route(HttpExchange exchange, Matcher path, @Nullable Fault fault)
      throws IOException {
    String repository = path.group("repository");
    String id = path.group("id");
    String request = exchange.getRequestMethod() + " " + path.group("kind");
    switch (request) {
      case "GET manifests", "HEAD manifests" -> manifest(exchange, repository, id, fault);
      case "PUT manifests" -> putManifest(exchange, repository, id, fault);
      case "GET blobs", "HEAD blobs" -> blob(exchange, repository, id, fault);
      case "GET tags" -> tags(exchange, repository);
      case "POST blobs/uploads" -> startUpload(exchange, repository);
      case "GET blobs/uploads" -> uploadStatus(exchange, repository, id, 204);
      case "PATCH blobs/uploads" -> continueUpload(exchange, repository, id, fault);
      case "PUT blobs/uploads" -> finishUpload(exchange, repository, id, fault);
      default -> error(exchange, 405, "UNSUPPORTED");
    }
  }

  private void manifest(HttpExchange exchange, String repository, String id, @Nullable Fault fault)
      throws IOException {
    Document document = registry.manifest(repository, id).orElse(null);
    if (document == null) {
      error(exchange, 404, "MANIFEST_UNKNOWN");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", document.mediaType());
    answerDigest(exchange, document.digest(), fault);
    send(exchange, 200, document.bytes(), fault);
  }

  private void putManifest(
      HttpExchange exchange, String repository, String id, @Nullable Fault fault)
      throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    Document document = new Document(header(exchange, "Content-Type"), bytes);
    FakeRegistry.SparseRefusal refusal = registry.sparseRefusal;
    if (refusal != null && isSparse(repository, document)) {
      error(exchange, refusal.status(), refusal.code());
      return;
    }
    registry.tag(repository, id, document);
    answerDigest(exchange, document.digest(), fault);
    exchange.sendResponseHeaders(201, -1);
  }

  private boolean isSparse(String repository, Document document) {
    String text = new String(document.bytes(), StandardCharsets.UTF_8);
    return text.contains("\"manifests\"")
        && CHILD
            .matcher(text)
            .results()
            .anyMatch(child -> registry.manifest(repository, child.group(1)).isEmpty());
  }

  private void blob(HttpExchange exchange, String repository, String id, @Nullable Fault fault)
      throws IOException {
    Checksum digest = Checksum.parse(id);
    if (!registry.hasBlob(repository, digest)) {
      error(exchange, 404, "BLOB_UNKNOWN");
      return;
    }
    byte[] bytes = Objects.requireNonNull(registry.blobs.get(digest));
    String range = header(exchange, "Range");
    answerDigest(exchange, digest, fault);
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    if (range == null) {
      send(exchange, 200, bytes, fault);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-.*", "$1"));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
    send(exchange, 206, Arrays.copyOfRange(bytes, from, bytes.length), fault);
  }

  private void tags(HttpExchange exchange, String repository) throws IOException {
    String tags =
        registry.manifests.keySet().stream()
            .filter(key -> key.startsWith(repository + "@") && !key.contains("@sha256:"))
            .map(key -> '"' + key.substring(key.indexOf('@') + 1) + '"')
            .sorted()
            .collect(Collectors.joining(","));
    send(exchange, 200, "{\"name\":\"" + repository + "\",\"tags\":[" + tags + "]}", null);
  }

  private void startUpload(HttpExchange exchange, String repository) throws IOException {
    Map<String, String> query = query(exchange);
    String mount = query.get("mount");
    if (mount != null && registry.hasBlob(query.getOrDefault("from", ""), Checksum.parse(mount))) {
      registry.links.add(FakeRegistry.key(repository, mount));
      exchange.getResponseHeaders().set("Docker-Content-Digest", mount);
      exchange.sendResponseHeaders(201, -1);
      return;
    }
    String id = UUID.randomUUID().toString();
    registry.uploads.put(id, new ByteArrayOutputStream());
    uploadStatus(exchange, repository, id, 202);
  }

  private void uploadStatus(HttpExchange exchange, String repository, String id, int code)
      throws IOException {
    ByteArrayOutputStream upload = registry.uploads.get(id);
    if (upload == null) {
      error(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
      return;
    }
    String location = "/v2/%s/blobs/uploads/%s?state=s%d".formatted(repository, id, upload.size());
    exchange.getResponseHeaders().set("Location", location);
    exchange.getResponseHeaders().set("Range", "0-" + Math.max(0, upload.size() - 1));
    exchange.sendResponseHeaders(code, -1);
  }

  private void continueUpload(
      HttpExchange exchange, String repository, String id, @Nullable Fault fault)
      throws IOException {
    ByteArrayOutputStream upload = registry.uploads.get(id);
    String range = header(exchange, "Content-Range");
    if (upload == null) {
      error(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
    } else if (range != null && !range.startsWith(upload.size() + "-")) {
      uploadStatus(exchange, repository, id, 416);
    } else if (receive(exchange, upload, fault)) {
      uploadStatus(exchange, repository, id, 202);
    }
  }

  private void finishUpload(
      HttpExchange exchange, String repository, String id, @Nullable Fault fault)
      throws IOException {
    ByteArrayOutputStream upload = registry.uploads.get(id);
    if (upload == null) {
      error(exchange, 404, "BLOB_UPLOAD_UNKNOWN");
      return;
    }
    if (!receive(exchange, upload, fault)) {
      return;
    }
    Checksum want = Checksum.parse(query(exchange).getOrDefault("digest", ""));
    registry.uploads.remove(id);
    if (!want.equals(Checksum.sha256Of(upload.toByteArray()))) {
      error(exchange, 400, "DIGEST_INVALID");
      return;
    }
    registry.putBlob(repository, upload.toByteArray());
    answerDigest(exchange, want, fault);
    exchange.sendResponseHeaders(201, -1);
  }

  /** Takes in the body; false where a fault has cut it. */
  private static boolean receive(
      HttpExchange exchange, ByteArrayOutputStream upload, @Nullable Fault fault)
      throws IOException {
    InputStream body = exchange.getRequestBody();
    if (fault != null && fault.kind() instanceof Fault.Cut cut) {
      upload.write(body.readNBytes((int) cut.afterBytes()));
      return false;
    }
    body.transferTo(upload);
    return true;
  }

  private void answerDigest(HttpExchange exchange, Checksum digest, @Nullable Fault fault) {
    if (registry.hidesDigests) {
      return;
    }
    boolean wrong = fault != null && fault.kind() instanceof Fault.WrongDigest;
    Checksum said =
        wrong ? Checksum.sha256Of(digest.hex().getBytes(StandardCharsets.UTF_8)) : digest;
    exchange.getResponseHeaders().set("Docker-Content-Digest", said.toString());
  }

  private static void error(HttpExchange exchange, int code, String name) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    send(exchange, code, "{\"errors\":[{\"code\":\"" + name + "\",\"message\":\"fake\"}]}", null);
  }

  private static void send(HttpExchange exchange, int code, String text, @Nullable Fault fault)
      throws IOException {
    send(exchange, code, text.getBytes(StandardCharsets.UTF_8), fault);
  }

  private static void send(HttpExchange exchange, int code, byte[] body, @Nullable Fault fault)
      throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(code, -1);
      return;
    }
    byte[] sent = body;
    if (fault != null && fault.kind() instanceof Fault.Corrupt && body.length > 0) {
      sent = body.clone();
      sent[body.length / 2] ^= 1;
    }
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    long until =
        fault != null && fault.kind() instanceof Fault.Cut cut
            ? Math.min(cut.afterBytes(), sent.length)
            : sent.length;
    exchange.getResponseBody().write(sent, 0, (int) until);
    exchange.getResponseBody().flush();
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query == null
        ? Map.of()
        : Arrays.stream(query.split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
  }

  private static @Nullable String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }
}
