package io.github.kubesprayoffline.testing;

import io.github.kubesprayoffline.error.OfflineException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A forward proxy on loopback that demands a login, for plain requests and for CONNECT. */
public final class ProxyServer implements Closeable {

  private final ServerSocket socket;
  private final String wanted;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requestLines = new CopyOnWriteArrayList<>();

  private ProxyServer(ServerSocket socket, String login) {
    this.socket = socket;
    this.wanted =
        "Proxy-Authorization: Basic "
            + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    threads.execute(this::accept);
  }

  /** A proxy that lets in who says {@code user:password}. */
  public static ProxyServer start(String login) {
    try {
      return new ProxyServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), login);
    } catch (IOException e) {
      throw new OfflineException("no proxy: " + e, e);
    }
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return socket.getLocalPort();
  }

  /** The first lines of the requests that were let in. */
  public List<String> requestLines() {
    return List.copyOf(requestLines);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone then.
    }
    threads.shutdownNow();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
        if (!head.contains(wanted)) {
          client.getOutputStream().write(DENIED);
          continue;
        }
        requestLines.add(head.get(0));
        relay(client, in, head);
        return;
      }
    } catch (IOException e) {
      // The client went away.
    }
  }

  private static final byte[] DENIED =
      "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private void relay(Socket client, InputStream in, List<String> head) throws IOException {
    String[] line = head.get(0).split(" ");
    boolean tunnel = line[0].equals("CONNECT");
    URI target = URI.create(tunnel ? "tunnel://" + line[1] : line[1]);
    try (Socket server = new Socket(target.getHost(), target.getPort())) {
      if (tunnel) {
        client
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } else {
        server.getOutputStream().write(forwarded(line, target, head));
      }
      threads.execute(() -> pump(in, server));
      server.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static byte[] forwarded(String[] line, URI target, List<String> head) {
    StringBuilder text = new StringBuilder(line[0] + " " + target.getRawPath() + " HTTP/1.1\r\n");
    head.stream()
        .skip(1)
        .filter(header -> !header.startsWith("Proxy-") && !header.startsWith("Connection"))
        .forEach(header -> text.append(header).append("\r\n"));
    return text.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void pump(InputStream in, Socket server) {
    try {
      OutputStream out = server.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // One side is done.
    }
  }

  private static List<String> head(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        String text = line.toString().strip();
        if (text.isEmpty()) {
          return lines;
        }
        lines.add(text);
        line.setLength(0);
      } else {
        line.append((char) c);
      }
    }
    return List.of();
  }
}
