package io.github.kubesprayoffline.http;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.retry.Floor;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.testing.RawServer;
import io.github.kubesprayoffline.testing.RawServer.Answer;
import io.github.kubesprayoffline.testing.TestTls;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are none, or that never come to an end, over both clients. */
@Timeout(60)
class BadAnswersIT {

  private static final HttpSettings IMPATIENT =
      SETTINGS.withStallTimeout(Duration.ofMillis(500)).withRetry(RetryPolicy.NEVER);

  /** Time enough for a handshake on a busy machine. */
  private static final HttpSettings WATCHFUL =
      IMPATIENT
          .withStallTimeout(Duration.ofSeconds(2))
          .withFloor(new Floor(1000, Duration.ofMillis(400)));

  @TempDir static Path folder;
  private static TestTls tls;

  /** Which client is spoken to. */
  private enum Scheme {
    HTTP,
    HTTPS
  }

  @BeforeAll
  static void certify() throws Exception {
    tls = TestTls.create(folder, "server");
  }

  private static Stream<Arguments> beginningsWithoutAnEnd() {
    return both(
        Answer.endless("", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 1),
        Answer.endless("", "HTTP/1.1 102 Processing\r\n\r\n", 0),
        Answer.endless("HTTP/1.1 200 OK\r\nX: ", "x", 20),
        Answer.endless("HTTP/1.1 200 OK\r\n", "X: x\r\n", 20),
        Answer.endless("HTTP/1.1 200 ", "O", 20),
        Answer.endless("", "\r\n", 20),
        Answer.endless("HTTP/1.1 200 OK\r\nX: ", "x".repeat(1000), 0),
        Answer.endless("HTTP/1.1 200 OK\r\n", "X: x\r\n", 0));
  }

  @ParameterizedTest
  @MethodSource("beginningsWithoutAnEnd")
  void beginningThatNeverEnds_isGivenUp(Scheme scheme, Answer answer) {
    try (RawServer server = start(scheme, answer)) {
      assertThatThrownBy(() -> get(server))
          .isInstanceOf(TransferException.class)
          .hasMessageStartingWith(server.url("/f") + ": ");
    }
  }

  private static Stream<Arguments> bodiesThatDrip() {
    String ok = "HTTP/1.1 200 OK\r\n";
    String chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    return both(
        Answer.endless(ok + "Content-Length: 100000\r\n\r\n", "x", 20),
        Answer.endless(ok + "Connection: close\r\n\r\n", "x", 20),
        Answer.endless(chunked, "1\r\nx\r\n", 20),
        Answer.endless(chunked + "1", ";", 20));
  }

  @ParameterizedTest
  @MethodSource("bodiesThatDrip")
  void bodyThatDrips_isGivenUp(Scheme scheme, Answer answer) {
    try (RawServer server = start(scheme, answer);
        Response response = get(WATCHFUL, server)) {
      assertThatThrownBy(() -> response.body().readAllBytes())
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageMatching("no byte came for 2.0 s|only \\d+ bytes came in .* are the least");
    }
  }

  private static Stream<Arguments> trailersThatDrip() {
    String end = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n";
    // A hundred lines would be too many for one of the clients, and it would be that which it says.
    return both(Answer.endless(end, "X: x\r\n", 60), Answer.endless(end + "X: ", "x", 60));
  }

  @ParameterizedTest
  @MethodSource("trailersThatDrip")
  void trailersThatDrip_keepNobody(Scheme scheme, Answer answer) {
    try (RawServer server = start(scheme, answer);
        Response response = get(WATCHFUL, server)) {
      byte[] read = response.body().readNBytes(1);
      Throwable end = catchThrowable(() -> response.body().readAllBytes());

      assertThat(read).hasSize(1);
      assertThat(end == null || end instanceof SocketTimeoutException).isTrue();
    } catch (IOException e) {
      assertThat(e).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void smallBodyThatDrips_isNotWaitedForByWhoGivesItUp(Scheme scheme) {
    Answer dripping = Answer.endless("HTTP/1.1 404 No\r\nContent-Length: 9000\r\n\r\n", "x", 20);
    try (RawServer server = start(scheme, dripping)) {
      long began = System.nanoTime();

      get(WATCHFUL, server).close();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }
  }

  private static Stream<Arguments> answersThatAreNone() {
    return both(
        Answer.of("HTTP/1.1 000 No\r\n\r\n"),
        Answer.of("HTTP/1.1 -12 No\r\n\r\n"),
        Answer.of("HTTP/1.1 99999999999 No\r\n\r\n"),
        Answer.of("HTTP/9.9 200 OK\r\n\r\n"),
        Answer.of("HTTP/1.1\r\n\r\n"),
        Answer.of("SSH-2.0-OpenSSH\r\n\r\n"),
        Answer.of("\0\0\0\0\r\n\r\n"),
        Answer.of("HTTP/1.1 200 OK\r\n: x\r\n\r\n"),
        Answer.of("HTTP/1.1 200 OK\r\n \r\nx y: z\r\n\r\n"),
        Answer.of("HTTP/1.1 200 OK\r\nno colon\r\n\r\n"),
        Answer.of("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"),
        Answer.of("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n"),
        Answer.of("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"),
        Answer.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: x, chunked\r\n\r\nzz\r\n"),
        Answer.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n"),
        Answer.of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\u001b[31mzz\r\n"),
        Answer.of("HTTP/1.1 302 On\r\nLocation: http://\u0001\r\n\r\n"),
        Answer.of("HTTP/1.1 302 On\r\nLocation: //[::1\r\n\r\n"),
        Answer.of("HTTP/1.1 302 On\r\nLocation: mailto:x\r\n\r\n"),
        Answer.of("HTTP/1.1 503 No\r\nRetry-After: 99999999999999999999\r\n\r\n"),
        Answer.of("HTTP/1.1 101 On\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("answersThatAreNone")
  void answerThatIsNone_isAFailureThatNamesTheServer(Scheme scheme, Answer answer) {
    try (RawServer server = start(scheme, answer)) {
      try (Response response = get(server)) {
        response.expectSuccess().bytes(1000); // Some are forgiven.
      } catch (TransferException e) {
        assertThat(e).hasMessageStartingWith(server.url("/f") + ": ");
        assertThat(e.getMessage()).doesNotContain("\u001b", "\0");
      }
    }
  }

  private static Stream<Arguments> both(Answer... answers) {
    return Stream.of(Scheme.values())
        .flatMap(scheme -> Stream.of(answers).map(answer -> Arguments.of(scheme, answer)));
  }

  private static RawServer start(Scheme scheme, Answer answer) {
    try {
      return scheme == Scheme.HTTP
          ? RawServer.start(answer)
          : RawServer.startTls(tls.serverContext(tls), answer);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Response get(RawServer server) {
    return get(IMPATIENT, server);
  }

  private static Response get(HttpSettings settings, RawServer server) {
    return new HttpTransport(settings.withTls(Map.of("127.0.0.1", TlsFiles.ca(tls.certificate()))))
        .send(Request.get(server.url("/f")));
  }
}
