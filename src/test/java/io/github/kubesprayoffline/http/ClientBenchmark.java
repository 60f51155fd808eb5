package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.http.client.ApacheClient;
import io.github.kubesprayoffline.http.client.Client;
import io.github.kubesprayoffline.http.client.JdkClient;
import io.github.kubesprayoffline.http.client.Proxies;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Either client alone against a server without TLS, for {@code benchmarks/engines.sh}: the requests
 * of a download, hashed as one is, in a process of its own.
 */
final class ClientBenchmark {

  private static final int THREADS = 4;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  private final Client client;

  private ClientBenchmark(Client client) {
    this.client = client;
  }

  /** Takes {@code apache} or {@code jdk}, a URL, and how often to ask for URL + 1, URL + 2, … */
  public static void main(String[] arguments) throws Exception {
    JdkClient.prepare();
    int count = Integer.parseInt(arguments[2]);
    new ClientBenchmark(client(arguments[0])).run(arguments[1], count);
  }

  private static Client client(String engine) {
    Proxies none = new Proxies(List.of());
    Patience patience = HttpSettings.DEFAULT.patience();
    return switch (engine) {
      case "apache" -> new ApacheClient(none, CONNECT_TIMEOUT, patience);
      case "jdk" -> new JdkClient(none, Optional.empty(), CONNECT_TIMEOUT, patience);
      default -> throw new IllegalArgumentException(engine + ": neither apache nor jdk");
    };
  }

  private void run(String url, int count) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Long>> reads =
          IntStream.rangeClosed(1, count)
              .<Callable<Long>>mapToObj(i -> () -> read(url + i))
              .toList();
      long bytes = 0;
      for (Future<Long> read : threads.invokeAll(reads)) {
        bytes += read.get();
      }
      System.out.println(bytes);
    } finally {
      threads.shutdown();
    }
  }

  private long read(String url) throws IOException, InterruptedException, NoSuchAlgorithmException {
    Map<String, String> headers = Map.of("User-Agent", "benchmark", "Accept-Encoding", "identity");
    Request request = Request.get(URI.create(url)).withHeaders(new TreeMap<>(headers));
    MessageDigest hash = MessageDigest.getInstance("SHA-256");
    byte[] chunk = new byte[1 << 17];
    long bytes = 0;
    try (Response response = client.send(request).expectSuccess()) {
      InputStream body = response.body();
      for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
        hash.update(chunk, 0, read);
        bytes += read;
      }
    }
    return bytes;
  }
}
