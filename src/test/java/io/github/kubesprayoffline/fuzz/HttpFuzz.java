package io.github.kubesprayoffline.fuzz;

import com.code_intelligence.jazzer.api.BugDetectors;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.ProxyRule;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** An HTTP answer, from its first byte to its last. */
public final class HttpFuzz {

  private static final int SMALL = 1 << 20;
  private static final String LOOPBACK = "127.0.0.1";
  private static final Set<String> HERE = Set.of(LOOPBACK, "localhost");
  private static final byte[] NO_TUNNEL =
      "HTTP/1.1 502 No tunnel\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8);
  private static volatile byte[] answer = {};

  private static final ServerSocket SERVER = listen(() -> answer);

  /** Java 17 keeps the socket of a proxy that answers no HTTP; here that would be millions. */
  private static final ServerSocket TUNNELS = listen(() -> NO_TUNNEL);

  private static final HttpTransport TRANSPORT =
      new HttpTransport(
          HttpSettings.DEFAULT
              .withProxies(List.of(proxy("http", SERVER), proxy("https", TUNNELS)))
              .withStallTimeout(Duration.ofSeconds(2))
              .withRetry(RetryPolicy.NEVER));

  private HttpFuzz() {}

  /** What is loaded once is no input's fault. */
  public static void fuzzerInitialize() {
    BugDetectors.allowNetworkConnections((host, port) -> HERE.contains(host));
    FuzzTarget.HTTP.warmUp();
  }

  /** One input. */
  public static void fuzzerTestOneInput(byte[] input) {
    answer = input;
    URI uri = URI.create("http://" + LOOPBACK + ":" + SERVER.getLocalPort() + "/v2/x");
    try (Response response = TRANSPORT.send(Request.get(uri))) {
      response.bytes(SMALL);
    } catch (OfflineException e) {
      // Refused, in our own words.
    }
  }

  /** Wherever a redirect leads to, this machine answers. */
  private static ProxyRule proxy(String scheme, ServerSocket server) {
    return new ProxyRule(
        scheme, LOOPBACK, server.getLocalPort(), Optional.empty(), List.of(LOOPBACK));
  }

  private static ServerSocket listen(Supplier<byte[]> answers) {
    try {
      ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(() -> serve(server, answers), "fuzz-server");
      thread.setDaemon(true);
      thread.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(ServerSocket server, Supplier<byte[]> answers) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        readHead(socket);
        socket.getOutputStream().write(answers.get());
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // The client has gone: that is its right.
      }
    }
  }

  /**
   * A request without a body ends with its head; what is left unread would reset the connection.
   */
  private static void readHead(Socket socket) throws IOException {
    int newlines = 0;
    for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream().read()) {
      newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
      if (newlines == 2) {
        return;
      }
    }
  }
}
