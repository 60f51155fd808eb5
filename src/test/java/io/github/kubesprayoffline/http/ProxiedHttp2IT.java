package io.github.kubesprayoffline.http;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.testing.ProxyServer;
import io.github.kubesprayoffline.testing.RealNginx;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestTls;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that wants a login, and a server of HTTP/2 behind it that must not see it. */
@RequiresProgram("nginx")
class ProxiedHttp2IT {

  private static final String LOGIN_IN_BASE64 = "bWU6c2VjcmV0";

  /** Says 418 to whoever shows it a proxy's login. */
  private static final String SERVER =
      """
      ssl_certificate %s; ssl_certificate_key %s;
      if ($http_proxy_authorization) { return 418; }
      location /away { return 302 https://localhost:$server_port/f; }
      location /401 { add_header WWW-Authenticate 'Basic realm="x"' always; return 401; }
      location /407 { add_header Proxy-Authenticate 'Basic realm="x"' always; return 407; }
      """;

  @TempDir Path folder;
  private final ProxyServer proxy = ProxyServer.start("me:secret");
  private TestTls tls;
  private RealNginx nginx;
  private HttpTransport transport;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(Files.createDirectories(folder.resolve("www")).resolve("f"), "hello");
    tls = TestTls.create(folder, "nginx");
    nginx = RealNginx.start(folder, "ssl http2", SERVER.formatted(tls.certificate(), tls.key()));
    transport = transport(List.of("localhost"));
  }

  @AfterEach
  void close() {
    nginx.close();
    proxy.close();
  }

  @Test
  void loginOfTheProxy_makesTheTunnelAndGoesNoFurther() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(status("/f")).isEqualTo(200);
    }
    assertThat(status("/401")).isEqualTo(401);
    assertThat(status("/407")).isEqualTo(407);

    assertThat(proxy.requestLines())
        .isNotEmpty()
        .allMatch(line -> line.equals("CONNECT 127.0.0.1:%d HTTP/1.1".formatted(nginx.port())));
    assertThat(nginx.requests())
        .hasSize(5)
        .allMatch(line -> line.startsWith("HTTP/2.0 "))
        .noneMatch(line -> line.contains(" 418 "));
  }

  @Test
  void redirectToWhereNoProxyIs_leavesItsLoginBehind() throws Exception {
    assertThat(status("/away")).isEqualTo(200);

    assertThat(proxy.requestLines()).hasSize(1);
    assertThat(nginx.requests())
        .containsExactly("HTTP/2.0 302 GET /away -", "HTTP/2.0 200 GET /f -");
  }

  @Test
  void serverThatSeesALoginOfAProxy_saysSo() throws Exception {
    Path other = Files.createDirectory(folder.resolve("clear"));
    try (RealNginx clear =
        RealNginx.start(other, "", "if ($http_proxy_authorization) { return 418; }")) {
      URI uri = URI.create("http://127.0.0.1:%d/f".formatted(clear.port()));
      Request given = Request.get(uri).withHeader("Proxy-Authorization", "Basic eA==");

      assertThat(new HttpTransport(SETTINGS).send(given).status()).isEqualTo(418);
    }
  }

  @Test
  void loginOfTheProxy_isNotLogged_howeverMuchIsAskedFor() {
    Queue<String> logged = new ConcurrentLinkedQueue<>();
    Handler handler =
        new StreamHandler() {
          @Override
          public synchronized void publish(LogRecord line) {
            logged.add(
                "%s %s %s".formatted(line.getLoggerName(), line.getMessage(), line.getThrown()));
          }
        };
    handler.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    try {
      assertThat(status("/f")).isEqualTo(200);
      root.fine("the end");
    } finally {
      root.setLevel(before);
      root.removeHandler(handler);
    }

    assertThat(logged).anyMatch(line -> line.contains("the end"));
    assertThat(logged).noneMatch(line -> line.contains(LOGIN_IN_BASE64) || line.contains("secret"));
  }

  private HttpTransport transport(List<String> nonProxyHosts) {
    ProxyRule rule =
        new ProxyRule(
            "",
            "127.0.0.1",
            proxy.port(),
            Optional.of(new ProxyRule.Login("me", "secret")),
            nonProxyHosts);
    TlsFiles files = TlsFiles.ca(tls.certificate());
    return new HttpTransport(
        SETTINGS
            .withProxies(List.of(rule))
            .withTls(Map.of("127.0.0.1", files, "localhost", files)));
  }

  private URI url(String path) {
    return URI.create("https://127.0.0.1:%d%s".formatted(nginx.port(), path));
  }

  private int status(String path) {
    try (Response answer = transport.send(Request.get(url(path)))) {
      answer.bytes(1000);
      return answer.status();
    }
  }
}
