package io.github.kubesprayoffline.image;

import io.github.kubesprayoffline.testing.RealRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** nginx before a registry, letting GET and HEAD through and nothing else. */
final class GetOnlyProxy implements AutoCloseable {

  private final Process process;
  private final int port;

  private GetOnlyProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static GetOnlyProxy before(RealRegistry registry, Path folder) {
    try {
      int port = RealRegistry.freePort();
      String config =
          """
          daemon off; pid %1$s/nginx.pid; error_log %1$s/nginx.log;
          events {}
          http {
            access_log off;
            client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
            fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
            server {
              listen 127.0.0.1:%2$d;
              location /v2/ {
                limit_except GET HEAD { deny all; }
                proxy_pass http://%3$s;
                proxy_set_header Host $http_host;
              }
            }
          }
          """
              .formatted(folder, port, registry.host());
      Path file = Files.writeString(folder.resolve("nginx.conf"), config);
      Process process =
          new ProcessBuilder("nginx", "-c", file.toString(), "-e", folder + "/nginx.log").start();
      await(port);
      return new GetOnlyProxy(process, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String host() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static void await(int port) throws IOException {
    IOException last = new IOException("nginx does not start");
    for (int i = 0; i < 100; i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        return;
      } catch (IOException e) {
        last = e;
        pause();
      }
    }
    throw last;
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
