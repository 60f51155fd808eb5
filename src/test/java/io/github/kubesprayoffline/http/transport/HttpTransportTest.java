package io.github.kubesprayoffline.http.transport;

import static io.github.kubesprayoffline.testing.TestTransfers.QUICK;
import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.BodySource;
import io.github.kubesprayoffline.http.Credentials;
import io.github.kubesprayoffline.http.Hosts;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.OfflineModeException;
import io.github.kubesprayoffline.http.Request;
import io.github.kubesprayoffline.http.Response;
import io.github.kubesprayoffline.http.StatusException;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.TurnedClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {

  private static final byte[] HELLO = "hello".getBytes(UTF_8);
  private static final HttpSettings IMPATIENT = SETTINGS.withStallTimeout(Duration.ofMillis(200));

  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-01T23:59:00Z"));
  private final HttpSettings turned = SETTINGS.withRetry(QUICK.withClock(clock));
  private final OriginServer origin = OriginServer.start().serve("/f", HELLO);
  private final OriginServer other = OriginServer.start().serve("/g", HELLO);

  @AfterEach
  void close() {
    origin.close();
    other.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void passingTrouble_isTriedAgain(int status) {
    origin.misbehave("/f", Mishap.status(status), Mishap.status(status));

    assertThat(text(get(SETTINGS, "/f"))).isEqualTo("hello");
    assertThat(origin.requests()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 501})
  void lastingTrouble_isNotTriedAgain(int status) {
    origin.always("/f", Mishap.status(status));

    assertThatThrownBy(() -> get(SETTINGS, "/f").expectSuccess())
        .isInstanceOfSatisfying(
            StatusException.class, e -> assertThat(e.status()).isEqualTo(status))
        .hasMessageContaining(origin.url("/f") + ": HTTP " + status);
    assertThat(origin.requests()).hasSize(1);
  }

  @Test
  void troubleThatStays_isAnsweredInTheEnd() {
    origin.always("/f", Mishap.status(503));

    assertThat(get(SETTINGS, "/f").status()).isEqualTo(503);
    assertThat(origin.requests()).hasSize(1 + QUICK.retries());
  }

  @Test
  void retryAfterInSeconds_isHonoured() {
    origin.misbehave("/f", Mishap.status(429, 90));

    assertThat(get(turned, "/f").status()).isEqualTo(200);
    assertThat(clock.pauses()).containsExactly(Duration.ofSeconds(90));
  }

  @Test
  void retryAfterAsADate_isHonoured() {
    origin.misbehave(
        "/f",
        (exchange, content) -> {
          exchange.getResponseHeaders().set("Retry-After", "Mon, 2 Mar 2026 00:00:30 GMT");
          OriginServer.empty(exchange, 503);
        });

    assertThat(get(turned, "/f").status()).isEqualTo(200);
    assertThat(clock.pauses()).containsExactly(Duration.ofSeconds(90));
  }

  @Test
  void retryAfterAnHour_isNotWaitedFor() {
    origin.always("/f", Mishap.status(429, 3600));

    assertThat(get(turned, "/f").status()).isEqualTo(429);
    assertThat(origin.requests()).hasSize(1);
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void droppedConnection_isTriedAgain() {
    origin.misbehave("/f", (exchange, content) -> exchange.close());

    assertThat(text(get(SETTINGS, "/f"))).isEqualTo("hello");
  }

  @Test
  void requestWithoutRetry_isSentOnce() {
    origin.always("/f", Mishap.status(503));

    new HttpTransport(SETTINGS).send(Request.get(origin.url("/f")).withoutRetry()).close();

    assertThat(origin.requests()).hasSize(1);
  }

  @Test
  void nobodyThere_isSaidInWords() {
    other.close();

    assertThatThrownBy(() -> new HttpTransport(SETTINGS).send(Request.get(other.url("/g"))))
        .isInstanceOf(TransferException.class)
        .hasMessage(
            other.url("/g") + ": connection refused. Check the network, proxies and mirrors.");
  }

  @Test
  void nobodyThereForManyItems_isWaitedForOnce() {
    other.close();
    HttpTransport transport = new HttpTransport(turned);
    for (int item = 0; item < 3; item++) {
      assertThatThrownBy(() -> transport.send(Request.get(other.url("/g"))))
          .hasMessageContaining("connection refused");
    }

    assertThat(clock.pauses()).hasSize(QUICK.retries());
  }

  @Test
  void unknownHost_isSaidInWords() {
    assertThatThrownBy(
            () -> new HttpTransport(SETTINGS).send(Request.get(URI.create("http://no.invalid/x"))))
        .hasMessageContaining("http://no.invalid/x: the host's name is not known");
  }

  @Test
  void silentServer_isGivenUpAfterTheStallTimeout() {
    origin.always("/f", Mishap.silence(Duration.ofSeconds(20)));

    assertThatThrownBy(() -> get(IMPATIENT, "/f")).hasMessageContaining("no answer in time");
  }

  @Test
  void stalledBody_isGivenUpAfterTheStallTimeout() {
    origin.always("/f", Mishap.stallAfter(3, Duration.ofSeconds(20)));
    Response answer = get(IMPATIENT, "/f");

    assertThatThrownBy(() -> answer.body().readAllBytes())
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("no byte came for 0.2 s");
  }

  @Test
  void slowDrip_isNoStall() {
    byte[] content = new byte[20];
    origin.serve("/f", content).always("/f", Mishap.drip(1, Duration.ofMillis(25)));

    assertThat(get(SETTINGS.withStallTimeout(Duration.ofMillis(400)), "/f").bytes(100))
        .isEqualTo(content);
  }

  @Test
  void redirect_isFollowed() {
    origin.always("/a", Mishap.redirect(302, "/b"));
    origin.always("/b", Mishap.redirect(307, other.url("/g").toString()));

    Response answer = get(SETTINGS, "/a");

    assertThat(text(answer)).isEqualTo("hello");
    assertThat(answer.uri()).isEqualTo(other.url("/g"));
  }

  @Test
  void redirectToAnotherHost_leavesCredentialsBehind() {
    origin.always("/a", Mishap.redirect(302, "/b"));
    origin.always("/b", Mishap.redirect(302, other.url("/g").toString()));
    HttpSettings settings =
        SETTINGS.withCredentials(Map.of(hostAndPort(origin), Credentials.basic("me", "secret")));

    new HttpTransport(settings)
        .send(
            Request.get(origin.url("/a"))
                .withHeader("Authorization", "Bearer mine")
                .withHeader("Cookie", "c=1")
                .withHeader("Accept", "x/y"))
        .close();

    assertThat(origin.requests("/b").get(0).header("Authorization")).contains("Bearer mine");
    assertThat(other.requests().get(0).header("Authorization")).isEmpty();
    assertThat(other.requests().get(0).header("Cookie")).isEmpty();
    assertThat(other.requests().get(0).header("Accept")).contains("x/y");
  }

  @Test
  void redirectLoop_ends() {
    origin.always("/f", Mishap.redirect(301, "/f"));

    assertThatThrownBy(() -> get(SETTINGS, "/f")).hasMessageContaining("more than 10 redirects");
    assertThat(origin.requests()).hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x/y", "file:///etc/passwd", "http://[", ""})
  void redirectToNowhere_isRefused(String location) {
    origin.always("/f", Mishap.redirect(302, location));

    assertThatThrownBy(() -> get(SETTINGS.withRetry(RetryPolicy.NEVER), "/f"))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("redirect");
  }

  @Test
  void credentials_goToTheirHostAlone() {
    HttpSettings settings =
        SETTINGS.withCredentials(Map.of(hostAndPort(origin), Credentials.basic("me", "secret")));
    get(settings, "/f").close();
    new HttpTransport(settings).send(Request.get(other.url("/g"))).close();

    assertThat(origin.requests().get(0).header("Authorization")).contains("Basic bWU6c2VjcmV0");
    assertThat(other.requests().get(0).header("Authorization")).isEmpty();
  }

  @Test
  void hostWithoutItsPort_meansTheUsualOne() {
    Map<String, Credentials> login = Map.of("example.com", Credentials.bearer("t"));

    assertThat(Hosts.credentials(login, URI.create("https://Example.com/f"))).isPresent();
    assertThat(Hosts.credentials(login, URI.create("https://example.com:443/f"))).isPresent();
    assertThat(Hosts.credentials(login, URI.create("https://example.com:8443/f"))).isEmpty();
    assertThat(Hosts.credentials(login, URI.create("http://example.com:443/f"))).isEmpty();
  }

  @Test
  void bearer_isSent() {
    get(SETTINGS.withCredentials(Map.of(hostAndPort(origin), Credentials.bearer("t"))), "/f")
        .close();

    assertThat(origin.requests().get(0).header("Authorization")).contains("Bearer t");
  }

  @Test
  void retries_areToldOf() {
    origin.misbehave("/f", Mishap.status(503), (exchange, content) -> exchange.close());
    List<String> told = new CopyOnWriteArrayList<>();

    new HttpTransport(turned, (url, reason) -> told.add(url + ": " + reason))
        .send(Request.get(origin.url("/f?signature=secret")))
        .close();

    assertThat(told).hasSize(2);
    assertThat(told.get(0)).startsWith(origin.url("/f") + "?...: HTTP 503; next try in");
    assertThat(told).noneMatch(line -> line.contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%2Fb/%2e%2e/c", "/a//b//", "/a;b=c,d+e", "/x?q=%20&r=a/b?c"})
  void path_isSentAsItIsWritten(String path) {
    AtomicReference<String> sent = new AtomicReference<>();
    origin.always(
        path.replaceFirst("\\?.*", ""),
        (exchange, content) -> {
          sent.set(exchange.getRequestURI().toString());
          OriginServer.empty(exchange, 200);
        });

    get(SETTINGS, path).close();

    assertThat(sent.get()).isEqualTo(path);
  }

  @Test
  void interrupt_endsTheWaiting() throws InterruptedException {
    origin.always("/f", Mishap.silence(Duration.ofSeconds(20)));
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread reader =
        new Thread(() -> failure.set(catchThrowable(() -> get(SETTINGS, "/f").close())));
    reader.start();
    while (origin.requests().isEmpty()) {
      Thread.sleep(5);
    }

    reader.interrupt();
    reader.join(5_000);

    assertThat(failure.get()).hasMessageContaining("interrupted");
  }

  @Test
  void answersThatAreRead_leaveTheirConnection() {
    Set<Object> ports = new HashSet<>();
    Mishap noting =
        (exchange, content) -> {
          ports.add(exchange.getRemoteAddress());
          OriginServer.behave(exchange, content);
        };
    origin.serve("/large", new byte[1 << 20]).always("/f", noting).always("/large", noting);
    HttpTransport transport = new HttpTransport(SETTINGS);

    assertThat(transport.send(Request.get(origin.url("/large"))).bytes(1 << 20)).hasSize(1 << 20);
    transport.send(Request.get(origin.url("/f"))).close();
    transport.send(Request.head(origin.url("/f"))).close();
    transport.send(Request.get(origin.url("/f"))).close();

    assertThat(ports).hasSize(1);
  }

  @Test
  void bodyGivenUpInTheMiddle_isNoFailure() throws IOException {
    origin.serve("/large", new byte[16 << 20]);
    Response answer = get(SETTINGS, "/large");
    answer.body().readNBytes(1 << 20);

    assertThatCode(answer.body()::close).doesNotThrowAnyException();
  }

  @Test
  void answerGivenUp_costsItsConnectionAndNoTime() {
    origin.serve("/large", new byte[1 << 20]);
    origin.always("/large", Mishap.stallAfter(3, Duration.ofSeconds(20)));
    HttpTransport transport = new HttpTransport(SETTINGS);
    long began = System.nanoTime();

    transport.send(Request.get(origin.url("/large"))).close();

    assertThat(text(transport.send(Request.get(origin.url("/f"))))).isEqualTo("hello");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void loginInTheUrl_isSentAndNeverPrinted() {
    URI uri = URI.create(origin.url("/f").toString().replace("://", "://me:secret@"));
    new HttpTransport(SETTINGS).send(Request.get(uri)).close();
    origin.always("/f", Mishap.status(403));

    assertThat(origin.requests().get(0).header("Authorization")).contains("Basic bWU6c2VjcmV0");
    assertThatThrownBy(() -> new HttpTransport(SETTINGS).send(Request.get(uri)).expectSuccess())
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "a b"})
  void headerThatCannotBeSent_isNamed(String name) {
    HttpSettings settings =
        SETTINGS.withCredentials(
            Map.of(hostAndPort(origin), new Credentials(Map.of(name, "secret"))));

    assertThatThrownBy(() -> get(settings, "/f"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("The header '%s' cannot be sent", name)
        .hasMessageNotContaining("secret");
  }

  @Test
  void offline_asksNobody() {
    assertThatThrownBy(() -> get(SETTINGS.withOffline(true), "/f"))
        .isInstanceOf(OfflineModeException.class);
    assertThat(origin.requests()).isEmpty();
  }

  @Test
  void upload_isSentAgainFromItsFirstByte() {
    AtomicInteger opened = new AtomicInteger();
    BodySource body =
        BodySource.of(
            5,
            () -> {
              opened.incrementAndGet();
              return new ByteArrayInputStream(HELLO);
            });
    origin.misbehave("/f", Mishap.status(503), Mishap.redirect(307, "/f"));

    Response answer =
        new HttpTransport(SETTINGS).send(Request.of("PUT", origin.url("/f")).withBody(body));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(opened).hasValue(3);
    assertThat(origin.requests()).allSatisfy(seen -> assertThat(seen.body()).isEqualTo("hello"));
  }

  @Test
  void uploadThatNobodyAnswers_isGivenUp() {
    origin.always("/f", Mishap.silence(Duration.ofSeconds(20)));
    HttpSettings settings =
        SETTINGS.withStallTimeout(Duration.ofMillis(50)).withRetry(RetryPolicy.NEVER);
    Request put = Request.of("PUT", origin.url("/f")).withBody(BodySource.of(HELLO));

    assertThatThrownBy(() -> new HttpTransport(settings).send(put))
        .hasMessageContaining("no answer in time");
  }

  private Response get(HttpSettings settings, String path) {
    return new HttpTransport(settings).send(Request.get(origin.url(path)));
  }

  private static String text(Response answer) {
    return new String(answer.expectSuccess().bytes(1000), UTF_8);
  }

  private static String hostAndPort(OriginServer server) {
    return server.url("").getAuthority();
  }
}
