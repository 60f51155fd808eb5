package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.BuiltPlugin;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.ProxyServer;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However much Maven is made to say, it says no login. */
@RequiresProgram("mvn")
class LoggedSecretsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ORIGIN_TOKEN = "s3cret-origin-token";
  private static final String CLIENT_TOKEN = "s3cret-client-token";

  /** What passes by in Basic logins. */
  private static final List<String> LOGINS =
      List.of(
          "puller:s3cret-pull",
          "pusher:s3cret-push",
          "publisher:s3cret-publish",
          "reader:s3cret-read",
          "builder:s3cret-proxy");

  @TempDir Path folder;
  private final OriginServer origin = OriginServer.start().serve("/bearer.bin", content("/bearer"));
  private final OriginServer internet = OriginServer.start().serve("/proxied.bin", content("/p"));
  private final FakeRegistry hub = FakeRegistry.start();
  private final ProxyServer proxy = ProxyServer.start(LOGINS.get(4));
  private final Queue<String> published = new ConcurrentLinkedQueue<>();
  private DemoSite site;
  private OriginServer secure;
  private HttpServer repository;

  @BeforeEach
  void start() throws Exception {
    site = DemoSite.start(folder.toFile());
    site.registry().requireToken("puller", "s3cret-pull", 1000);
    hub.requireBasic("pusher", "s3cret-push");
    repository = repository();
    TestTls identity = TestTls.create(folder, "authority");
    secure = OriginServer.startTls(identity.serverContext(identity), false);
    secure.serve("/secure.bin", content("/secure"));
    write("pom.xml", pom(identity.certificate()));
    write("settings.xml", settings(""));
    write(
        "home/.docker/config.json",
        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
            .formatted(site.registry().host(), base64(LOGINS.get(0))));
  }

  @AfterEach
  void stop() throws IOException {
    site.close();
    hub.close();
    proxy.close();
    repository.stop(0);
    for (OriginServer server : List.of(origin, internet, secure)) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
        "-Dorg.slf4j.simpleLogger.log.org.apache.hc=trace"
      })
  void bundleSentEverywhere_saysNoLogin(String option) throws Exception {
    Process build = maven(option, "-Dkubespray.format=tar", goals("bundle", "push", "publish"));

    assertThat(build.waitFor()).as(log()).isZero();
    assertThat(origin.requests("/bearer.bin")).first().satisfies(seen -> has(seen, ORIGIN_TOKEN));
    assertThat(secure.requests("/secure.bin"))
        .first()
        .satisfies(seen -> has(seen, base64(LOGINS.get(3))));
    assertThat(site.registry().secretsSeen()).contains("Basic " + base64(LOGINS.get(0)));
    assertThat(hub.secretsSeen()).contains("Basic " + base64(LOGINS.get(1)));
    assertThat(published).contains("Basic " + base64(LOGINS.get(2)));
    assertThat(log()).contains("[DEBUG]");
    assertSaysNoLogin();
  }

  @Test
  void proxyThatWantsALogin_isLoggedWithoutIt() throws Exception {
    String rule =
        """
        <proxies><proxy>
          <host>127.0.0.1</host><port>%d</port>
          <username>builder</username><password>s3cret-proxy</password>
          <nonProxyHosts>127.0.0.1</nonProxyHosts>
        </proxy></proxies>
        """;
    write("settings.xml", settings(rule.formatted(proxy.port())));

    assertThat(maven("", "-Dkubespray.threads=1", goals("download")).waitFor()).as(log()).isZero();
    assertThat(proxy.requestLines()).isNotEmpty();
    assertSaysNoLogin();
  }

  @Test
  void servedBundle_saysNoLoginOfItsClients() throws Exception {
    assertThat(maven("", "-Dkubespray.format=tar", goals("bundle")).waitFor()).as(log()).isZero();
    Process serve =
        maven(
            "-Dorg.slf4j.simpleLogger.log.org.eclipse.jetty=trace",
            "-Dkubespray.port=0",
            goals("serve"));
    try {
      String address = awaited(serve, "A file: curl .*?(http://[^/]+)/");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + "/v2/"))
              .header("Authorization", "Bearer " + CLIENT_TOKEN)
              .build();
      assertThat(
              HttpClient.newHttpClient()
                  .send(request, HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(200);
    } finally {
      serve.destroy();
      assertThat(serve.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(log()).contains("Stopped after 1 requests");
    assertSaysNoLogin();
  }

  private static void has(OriginServer.Seen seen, String secret) {
    assertThat(seen.header("Authorization").orElse("")).endsWith(secret);
  }

  /** Not in clear, not as it goes over the wire, not as a dump of its bytes. */
  private void assertSaysNoLogin() throws IOException {
    String dump = log().replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    Stream.concat(
            Stream.of("s3cret"),
            LOGINS.stream().flatMap(login -> Stream.of(login, base64(login).replaceAll("=+$", ""))))
        .forEach(
            secret -> {
              assertThat(linesWith(secret)).as("lines with %s", secret).isEmpty();
              String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
              assertThat(dump.contains(hex)).as("hex of %s", secret).isFalse();
            });
    assertThat(linesWith("\\[\r\\]\\[\n\\]")).isEmpty();
  }

  private List<String> linesWith(String text) {
    try {
      return log().lines().filter(line -> line.contains(text)).limit(3).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Process maven(String option, String property, List<String> goals) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("mvn", "-B", "-X", "-s", "settings.xml", property));
    site.userProperties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(goals);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    String home = "-Duser.home=" + folder.resolve("home");
    builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 " + home + " " + option);
    return builder.start();
  }

  private static List<String> goals(String... names) {
    return Stream.of(names).map(BuiltPlugin::goal).toList();
  }

  private String awaited(Process process, String regex) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      Matcher matcher = Pattern.compile(regex).matcher(log());
      if (matcher.find()) {
        return matcher.group(1);
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no '%s' in:\n%s".formatted(regex, log()));
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** A repository that takes files by PUT from who has a login, and gives them back. */
  private HttpServer repository() throws IOException {
    Map<String, byte[]> files = new ConcurrentHashMap<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, files));
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange, Map<String, byte[]> files) throws IOException {
    String login = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (login == null) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"files\"");
      OriginServer.empty(exchange, 401);
    } else if (exchange.getRequestMethod().equals("PUT")) {
      published.add(login);
      files.put(path, body);
      OriginServer.empty(exchange, 201);
    } else if (files.containsKey(path)) {
      OriginServer.behave(exchange, files.get(path));
    } else {
      OriginServer.empty(exchange, 404);
    }
  }

  private String settings(String proxies) {
    return BuiltPlugin.settings(BuiltPlugin.REPOSITORY)
        .replace(
            "</settings>",
            """
            <servers>
              %s%s%s%s
            </servers>
            %s
            </settings>
            """
                .formatted(
                    header(origin.url(), "Bearer " + ORIGIN_TOKEN),
                    header(secure.url(), "Basic " + base64(LOGINS.get(3))),
                    server(hub.host(), LOGINS.get(1)),
                    server("127.0.0.1:" + repository.getAddress().getPort(), LOGINS.get(2)),
                    proxies));
  }

  private static String server(String id, String login) {
    String[] parts = login.split(":", 2);
    return "<server><id>%s</id><username>%s</username><password>%s</password></server>"
        .formatted(id, parts[0], parts[1]);
  }

  private static String header(String url, String value) {
    return """
        <server><id>%s</id><configuration><httpHeaders><property>
          <name>Authorization</name><value>%s</value>
        </property></httpHeaders></configuration></server>
        """
        .formatted(host(url), value);
  }

  private String pom(Path authority) {
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId><artifactId>release</artifactId><version>1.0</version>
          <packaging>pom</packaging>
          <build><plugins><plugin>
            <groupId>io.github.kubesprayoffline</groupId>
            <artifactId>kubespray-offline-maven-plugin</artifactId>
            <version>%s</version>
            <configuration>
              <version>%s</version>
              <includes><include>coredns</include><include>kubectl</include></includes>
              <pushTo>%s/k8s</pushTo>
              <publishTo>http://127.0.0.1:%d/files</publishTo>
              <tls><tls><host>%s</host><ca>%s</ca></tls></tls>
              <extraFiles>%s%s%s</extraFiles>
            </configuration>
          </plugin></plugins></build>
        </project>
        """
        .formatted(
            BuiltPlugin.version(),
            DemoTree.VERSION,
            hub.host(),
            repository.getAddress().getPort(),
            host(secure.url()),
            authority,
            extraFile(origin.url() + "/bearer.bin", "/bearer"),
            extraFile(internet.url().replace("127.0.0.1", "localhost") + "/proxied.bin", "/p"),
            extraFile(secure.url() + "/secure.bin", "/secure"));
  }

  private static String extraFile(String url, String content) {
    return "<extraFile><url>%s</url><checksum>%s</checksum></extraFile>"
        .formatted(url, Checksum.sha256Of(content(content)));
  }

  private static byte[] content(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String host(String url) {
    return URI.create(url).getAuthority();
  }

  private static String base64(String login) {
    return Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
