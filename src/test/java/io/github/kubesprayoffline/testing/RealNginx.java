package io.github.kubesprayoffline.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's nginx on a free port of loopback, run from a folder of the test. */
public final class RealNginx implements Closeable {

  private final ServerProcess process;
  private final Path folder;
  private final int port;

  private RealNginx(ServerProcess process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param folder for its files; what lies in {@code www} below it may be served
   * @param listen what stands after the address in {@code listen}: {@code ssl http2}
   * @param server directives for the server block
   */
  public static RealNginx start(Path folder, String listen, String server) throws IOException {
    int port = RealRegistry.freePort();
    Path config =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off; master_process off; pid %1$s/pid; error_log %1$s/error.log;
            events {}
            http {
              log_format seen '$server_protocol $status $request_method $uri $http_range';
              access_log %1$s/access.log seen;
              client_body_temp_path %1$s/t1; proxy_temp_path %1$s/t2; fastcgi_temp_path %1$s/t3;
              uwsgi_temp_path %1$s/t4; scgi_temp_path %1$s/t5;
              server { listen 127.0.0.1:%2$d %3$s; root %1$s/www; %4$s }
            }
            """
                .formatted(folder, port, listen, server));
    ServerProcess process =
        ServerProcess.start(
            List.of("nginx", "-c", config.toString(), "-e", folder + "/error.log"),
            folder.resolve("error.log"),
            () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    return new RealNginx(process, folder, port);
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** One line for each request: protocol, status, method, path, range. */
  public List<String> requests() throws IOException {
    return Files.readAllLines(folder.resolve("access.log"));
  }

  @Override
  public void close() {
    process.close();
  }
}
