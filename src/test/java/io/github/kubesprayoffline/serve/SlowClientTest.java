package io.github.kubesprayoffline.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.SampleBundle;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that take their time: theirs ends, and the others' requests go on. */
class SlowClientTest {

  private static final Duration PATIENCE = Duration.ofMillis(300);
  private static final int MOST = 40;
  private static final String FILE = "/files/dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl";

  @TempDir private static Path folder;
  private static Served served;

  @BeforeAll
  static void serve() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Path work = Files.createDirectories(folder.resolve("work"));
    served =
        Served.of(
            Served.archive(SampleBundle.in(work), out),
            folder.resolve("cache"),
            new ConnectionLimits(PATIENCE, PATIENCE, MOST));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void headThatDripsByteByByte_isCutOff() throws Exception {
    try (Socket slow = served.connect()) {
      send(slow, "GET / HTTP/1.1\r\nHost: x\r\n");

      assertThatADripIsCutOff(slow);
    }
  }

  @Test
  void connectionWithoutARequest_isCutOff() throws IOException {
    try (Socket silent = served.connect()) {
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void connectionThatIsKeptWithoutAnotherRequest_isCutOff() throws IOException {
    try (Socket idle = served.connect()) {
      send(idle, "GET /v2/ HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(new String(idle.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200")
          .endsWith("{}");
    }
  }

  @Test
  void connectionThatIsUsed_isKept() throws Exception {
    try (Socket used = served.connect()) {
      for (int i = 0; i < 8; i++) {
        send(used, "GET /v2/ HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer(used)).startsWith("HTTP/1.1 200").endsWith("{}");
        Thread.sleep(PATIENCE.toMillis() / 4);
      }
    }
  }

  @Test
  void answerThatIsNotTaken_isCutOff() throws Exception {
    try (Socket slow = served.connect()) {
      send(slow, ("GET " + FILE + " HTTP/1.1\r\nHost: x\r\n\r\n").repeat(40));

      assertThatADripIsCutOff(slow);
    }
  }

  @Test
  void bodyThatDrips_isNotWaitedFor() throws Exception {
    try (Socket slow = served.connect()) {
      send(slow, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");

      assertThatADripIsCutOff(slow);
    }
  }

  @Test
  void moreConnectionsThanThereMayBe_keepNobodyOutForLong() throws IOException {
    List<Socket> all = new ArrayList<>();
    try {
      for (int i = 0; i < 3 * MOST; i++) {
        Socket slow = served.connect();
        all.add(slow);
        send(slow, "GET /v2/ HT");
      }

      assertThat(served.get("/v2/").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : all) {
        socket.close();
      }
    }
  }

  @Test
  void overlongTargetAndHead_areRefusedAsSuch() throws IOException {
    assertThat(served.raw("/" + "a".repeat(20_000))).startsWith("HTTP/1.1 414 ");
    assertThat(served.raw("/" + "a".repeat(4000))).startsWith("HTTP/1.1 404 ");
    assertThat(served.raw("/v2/" + "a/".repeat(2000) + "manifests/x")).startsWith("HTTP/1.1 404 ");
    assertThat(served.raw("/", "X: " + "a".repeat(20_000))).startsWith("HTTP/1.1 431 ");
  }

  /** Far less than a second, if the server does what it should. */
  private static void assertThatADripIsCutOff(Socket slow) {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 2000; i++) {
                send(slow, "x");
                Thread.sleep(5);
              }
            })
        .isInstanceOf(SocketException.class);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** One answer with a body of two bytes. */
  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("\r\n\r\n{}")) {
      text.append((char) in.read());
    }
    return text.toString();
  }
}
