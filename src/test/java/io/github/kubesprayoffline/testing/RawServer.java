package io.github.kubesprayoffline.testing;

import io.github.kubesprayoffline.error.OfflineException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A server on loopback whose answers are the bytes that a test wants, HTTP or not. */
public final class RawServer implements Closeable {

  private final ServerSocket socket;
  private final String scheme;
  private final Answer answer;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> heads = new CopyOnWriteArrayList<>();

  /** Writes to one client after its request's headers. */
  @FunctionalInterface
  public interface Answer {

    /** Writes; the connection ends with it. */
    void write(OutputStream out) throws IOException, InterruptedException;

    /** These bytes. */
    static Answer of(String text) {
      return out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A beginning, and then a piece again and again, with a pause after each. */
    static Answer endless(String beginning, String piece, long pauseMillis) {
      return out -> {
        of(beginning).write(out);
        while (true) {
          of(piece).write(out);
          out.flush();
          if (pauseMillis > 0) {
            Thread.sleep(pauseMillis);
          }
        }
      };
    }
  }

  private RawServer(ServerSocket socket, String scheme, Answer answer) {
    this.socket = socket;
    this.scheme = scheme;
    this.answer = answer;
    threads.execute(this::accept);
  }

  /** A server that answers every request so. */
  public static RawServer start(Answer answer) {
    try {
      return new RawServer(
          new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), "http", answer);
    } catch (IOException e) {
      throw new OfflineException("no server: " + e, e);
    }
  }

  /** The same over TLS, with HTTP/1.1. */
  public static RawServer startTls(SSLContext identity, Answer answer) {
    try {
      return new RawServer(
          identity
              .getServerSocketFactory()
              .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
          "https",
          answer);
    } catch (IOException e) {
      throw new OfflineException("no server: " + e, e);
    }
  }

  /** The URL of a path. */
  public URI url(String path) {
    return URI.create("%s://127.0.0.1:%d%s".formatted(scheme, socket.getLocalPort(), path));
  }

  /** All lines of the requests' headers. */
  public List<String> heads() {
    return List.copyOf(heads);
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
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        heads.add(line);
      }
      answer.write(client.getOutputStream());
      client.getOutputStream().flush();
    } catch (IOException e) {
      // The client has had enough.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
