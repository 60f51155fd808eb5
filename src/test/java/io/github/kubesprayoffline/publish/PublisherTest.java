package io.github.kubesprayoffline.publish;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.LockedFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {

  private static final String KUBECTL = "dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubectl";

  @TempDir Path temp;

  private final HttpTransport transport = new HttpTransport(SETTINGS);
  private LockedFile kubectl;

  @BeforeEach
  void fileToPublish() throws IOException {
    kubectl = locked(KUBECTL, "the kubectl");
  }

  @Test
  void folder_holdsTheFilesUnderTheirPathsAndTheirChecksums() throws IOException {
    Published report = publisher(mirror().toUri().toString()).publish(List.of(kubectl), files());

    assertThat(report).isEqualTo(new Published(1, 0, 11));
    assertThat(mirror().resolve(KUBECTL)).hasContent("the kubectl");
    assertThat(mirror().resolve("SHA256SUMS"))
        .hasContent(kubectl.sha256().hex() + "  " + KUBECTL + "\n");
  }

  @Test
  void secondRun_sendsOnlyWhatChanged() throws IOException {
    String place = mirror().toUri().toString();
    publisher(place).publish(List.of(kubectl), files());
    LockedFile helm = locked("get.helm.sh/helm.tar.gz", "the helm");

    assertThat(publisher(place).publish(List.of(kubectl, helm), files()))
        .isEqualTo(new Published(1, 1, 8));
  }

  @Test
  void truncatedFileAtTheStorage_isSentAgain() throws IOException {
    String place = mirror().toUri().toString();
    publisher(place).publish(List.of(kubectl), files());
    Files.writeString(mirror().resolve(KUBECTL), "the");

    publisher(place).publish(List.of(kubectl), files());

    assertThat(mirror().resolve(KUBECTL)).hasContent("the kubectl");
  }

  @Test
  void httpRepository_getsEachFileByPut() throws IOException {
    Map<String, String> stored = new ConcurrentHashMap<>();
    HttpServer repository = repository(stored);
    String base = "http://127.0.0.1:%d/files/".formatted(repository.getAddress().getPort());
    try {
      publisher(base).publish(List.of(kubectl), files());

      assertThat(stored).containsEntry("/files/" + KUBECTL, "the kubectl");
      assertThat(publisher(base).publish(List.of(kubectl), files()).unchanged()).isEqualTo(1);
    } finally {
      repository.stop(0);
    }
  }

  @Test
  void unknownScheme_saysWhichThereAre() {
    assertThatThrownBy(() -> publisher("ftp://mirror/files"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("ftp:", "file", "gs", "<dependencies>");
  }

  @Test
  void placeWithoutScheme_isRefused() {
    assertThatThrownBy(() -> publisher("/srv/files"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("file:///srv/files");
  }

  private static HttpServer repository(Map<String, String> stored) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          if (exchange.getRequestMethod().equals("PUT")) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            stored.put(path, new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(201, -1);
          } else if (!stored.containsKey(path)) {
            exchange.sendResponseHeaders(404, -1);
          } else {
            byte[] body = stored.get(path).getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(200, head ? -1 : body.length);
            if (!head) {
              exchange.getResponseBody().write(body);
            }
          }
          exchange.close();
        });
    server.start();
    return server;
  }

  private Publisher publisher(String place) {
    return Publisher.to(place, transport);
  }

  private Path files() {
    return temp.resolve("files");
  }

  private Path mirror() {
    return temp.resolve("mirror");
  }

  private LockedFile locked(String path, String content) throws IOException {
    Path file = files().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Checksum sha256 = Checksum.sha256Of(content.getBytes(StandardCharsets.UTF_8));
    return new LockedFile("https://" + path, path, sha256, sha256, content.length());
  }
}
