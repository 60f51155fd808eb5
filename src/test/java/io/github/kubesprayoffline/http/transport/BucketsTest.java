package io.github.kubesprayoffline.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.testing.FakeBuckets;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {

  private final FakeBuckets storage = FakeBuckets.start().put("mirror", "a/f", new byte[] {7});

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void emulator_isAskedWithoutALogin() throws Exception {
    Buckets buckets = new Buckets(Map.of(Buckets.EMULATOR, storage.url().substring(7)));

    assertThat(Files.readAllBytes(buckets.path(URI.create("gs://mirror/a/f")))).containsExactly(7);
    assertThat(storage.authorizations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://storage.example.com", "http://192.0.2.1/storage/v1/"})
  void endpointWithoutTls_getsNoLogin(String endpoint) {
    Buckets buckets = new Buckets(Map.of(Buckets.ENDPOINT, endpoint));

    assertThatThrownBy(buckets::storage)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(Buckets.ENDPOINT, endpoint, "https");
  }

  @Test
  void headersOfRequests_areNotLogged_howeverMuchIsAskedFor() throws Exception {
    Queue<String> logged = new ConcurrentLinkedQueue<>();
    Handler handler =
        new StreamHandler() {
          @Override
          public synchronized void publish(LogRecord line) {
            logged.add(line.getLoggerName() + " " + line.getMessage());
          }
        };
    handler.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    try {
      Buckets buckets = new Buckets(Map.of(Buckets.EMULATOR, storage.url()));
      Files.readAllBytes(buckets.path(URI.create("gs://mirror/a/f")));
    } finally {
      root.setLevel(before);
      root.removeHandler(handler);
    }

    assertThat(logged).anyMatch(line -> line.startsWith("sun.net."));
    assertThat(logged).noneMatch(line -> line.startsWith("com.google.api.client.http"));
  }

  @Test
  void urlWithoutABucket_isRefused() {
    assertThatThrownBy(() -> new Buckets(Map.of()).path(URI.create("gs:/a/f")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("gs://bucket/path");
  }
}
