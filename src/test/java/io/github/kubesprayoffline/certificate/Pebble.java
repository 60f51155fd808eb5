package io.github.kubesprayoffline.certificate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Debian's ACME server {@code pebble}, which truly validates, with {@code pebble-challtestsrv} for
 * its name server: every name leads to 127.0.0.1.
 */
final class Pebble implements AutoCloseable {

  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final int port = freePort();
  private final int management = freePort();
  private final int dns = freePort();
  private final int dnsManagement = freePort();

  /** The port that it asks for HTTP-01 instead of 80. */
  final int httpPort = freePort();

  private Pebble(Path folder) {
    this.folder = folder;
  }

  static Pebble start(Path folder) throws IOException, InterruptedException {
    Pebble pebble = new Pebble(folder);
    new OwnAuthority(folder, List.of("127.0.0.1", "localhost"), line -> {}).current(Instant.now());
    Path config =
        Files.writeString(
            folder.resolve("pebble.json"),
            """
            {"pebble": {"listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
              "certificate": "%4$s/server.pem", "privateKey": "%4$s/server-key.pem",
              "httpPort": %3$d, "tlsPort": 1, "ocspResponderURL": ""}}
            """
                .formatted(pebble.port, pebble.management, pebble.httpPort, folder));
    pebble.run(
        "pebble-challtestsrv",
        "-dns01",
        "127.0.0.1:" + pebble.dns,
        "-http01",
        "",
        "-https01",
        "",
        "-tlsalpn01",
        "",
        "-management",
        "127.0.0.1:" + pebble.dnsManagement,
        "-defaultIPv6",
        "");
    pebble.run(
        "pebble", "-config", config.toString(), "-strict", "-dnsserver", "127.0.0.1:" + pebble.dns);
    pebble.await(pebble.dnsManagement);
    pebble.await(pebble.port);
    return pebble;
  }

  URI directory() {
    return URI.create("https://127.0.0.1:" + port + "/dir");
  }

  /** Whom to trust for the server itself. */
  Path trust() {
    return folder.resolve("ca.pem");
  }

  /** A hook that makes the name server answer, by the command that its manual has. */
  Path hook() throws IOException {
    String script =
        """
        #!/bin/sh
        set -eu
        echo "$1 $2" >> %2$s/hook.log
        case $1 in
          present) curl -fsS -d "{\\"host\\":\\"$2.\\",\\"value\\":\\"$3\\"}" http://127.0.0.1:%1$d/set-txt ;;
          cleanup) curl -fsS -d "{\\"host\\":\\"$2.\\"}" http://127.0.0.1:%1$d/clear-txt ;;
        esac
        """
            .formatted(dnsManagement, folder);
    return script("hook.sh", script);
  }

  Path script(String name, String text) throws IOException {
    Path script = Files.writeString(folder.resolve(name), text);
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
    return script;
  }

  /** The authority that it signs with in this run. */
  Path root() throws Exception {
    HttpResponse<Path> answer =
        HttpClient.newBuilder()
            .sslContext(AcmeServer.trusting(trust()))
            .build()
            .send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + management + "/roots/0"))
                    .build(),
                HttpResponse.BodyHandlers.ofFile(folder.resolve("root.pem")));
    return answer.body();
  }

  /** What both programs have said. */
  String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    try {
      for (Process process : processes) {
        process.waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().putAll(Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_WFE_NONCEREJECT", "20"));
    processes.add(builder.start());
  }

  private void await(int listening) throws IOException, InterruptedException {
    for (int tries = 0; tries < 200; tries++) {
      try {
        new Socket(InetAddress.getLoopbackAddress(), listening).close();
        return;
      } catch (IOException e) {
        Thread.sleep(25);
      }
    }
    close();
    throw new IOException("not started: " + log());
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
