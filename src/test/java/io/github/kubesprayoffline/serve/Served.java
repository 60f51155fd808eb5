package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.bundle.BundleWriter;
import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bundle that is served on loopback, and the ways to ask it. */
final class Served implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final BundleServer server;
  private final ServedBundle bundle;
  final List<String> warnings = new CopyOnWriteArrayList<>();

  private Served(ServedBundle bundle, ConnectionLimits limits) {
    this.bundle = bundle;
    this.server =
        BundleServer.start(
            bundle,
            new ServeSettings(
                Optional.of("127.0.0.1"),
                0,
                Set.of("127.0.0.1", "localhost"),
                Optional.empty(),
                limits),
            warnings::add);
  }

  /** A bundle as an archive in a folder. */
  static Path archive(SampleBundle bundle, Path folder) {
    return archive(bundle, folder, ImagePath.STRIP);
  }

  static Path archive(SampleBundle bundle, Path folder, ImagePath imagePath) {
    return new BundleWriter(BundleFormat.TAR_ZST, OptionalLong.empty())
        .write(bundle.contents(imagePath), folder)
        .file();
  }

  /** Serves an archive or a folder; the store lies in a folder of the test's. */
  static Served of(Path bundle, Path cache) {
    return of(bundle, cache, ConnectionLimits.DEFAULT);
  }

  /** The same with less patience. */
  static Served of(Path bundle, Path cache, ConnectionLimits limits) {
    return new Served(ServedBundle.open(bundle, Store.open(cache), line -> {}), limits);
  }

  ServedBundle bundle() {
    return bundle;
  }

  String host() {
    return "127.0.0.1:" + server.port();
  }

  HttpResponse<byte[]> get(String path, String... headers) {
    return ask("GET", path, headers);
  }

  String text(String path, String... headers) {
    return new String(get(path, headers).body(), StandardCharsets.UTF_8);
  }

  HttpResponse<byte[]> ask(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends a request as it is written, however wrong, and gives all of the answer. */
  String raw(String target, String... headers) throws IOException {
    List<String> lines = new ArrayList<>(List.of("GET " + target + " HTTP/1.1", "Host: x"));
    lines.addAll(List.of(headers));
    lines.addAll(List.of("Connection: close", "", ""));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
      try (InputStream in = socket.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      }
    }
  }

  /** A connection on which nothing has been said yet. */
  Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1 << 12);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket.setSoTimeout(20_000);
    return socket;
  }

  BundleServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }
}
