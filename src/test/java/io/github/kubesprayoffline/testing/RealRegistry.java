package io.github.kubesprayoffline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Debian's {@code docker-registry} on a free loopback port, its storage in a folder of the test's.
 * A test that uses it carries {@code @RequiresProgram("docker-registry")}.
 */
public final class RealRegistry implements AutoCloseable {

  /** The account that {@link #withPassword} knows. */
  public static final String USER = "ci";

  /** Its password. */
  public static final String PASSWORD = "s3cret";

  private static final String HTPASSWD =
      USER + ":$2b$04$eSaXbaBGSgTlaL5IFZyrI.ho8L4E.4y7wK95iVRN7lXrOUbHEWkz6\n";

  private final ServerProcess process;
  private final int port;
  private final Path folder;

  private RealRegistry(ServerProcess process, int port, Path folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  /** Plain HTTP, open to anybody. */
  public static RealRegistry start(Path folder) {
    return start(folder, "");
  }

  /** Plain HTTP, with Basic authentication. */
  public static RealRegistry withPassword(Path folder) {
    write(folder.resolve("htpasswd"), HTPASSWD);
    return start(
        folder, "auth:\n  htpasswd:\n    realm: test\n    path: %s/htpasswd\n".formatted(folder));
  }

  /** HTTPS with the certificate of {@link TestCertificates}. */
  public static RealRegistry withTls(Path folder, TestCertificates certificates) {
    return start(
        folder,
        "  tls:\n    certificate: %s\n    key: %s\n"
            .formatted(certificates.certificate(), certificates.key()));
  }

  /** The same, for clients that show a certificate of that authority. */
  public static RealRegistry withClientCertificates(
      Path folder, TestCertificates certificates, Path authority) {
    return start(
        folder,
        "  tls:\n    certificate: %s\n    key: %s\n    clientcas:\n      - %s\n"
            .formatted(certificates.certificate(), certificates.key(), authority));
  }

  /** Serves a storage tree as it lies, without taking pushes. */
  public static RealRegistry serving(Path storage, Path folder) {
    return start(folder, storage, "");
  }

  /** What stands before the first slash of a reference to it. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  /** Where it keeps its storage tree. */
  public Path storage() {
    return folder.resolve("storage");
  }

  /** Its access log so far. */
  public String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }

  private static RealRegistry start(Path folder, String more) {
    return start(folder, folder.resolve("storage"), more);
  }

  private static RealRegistry start(Path folder, Path storage, String more) {
    int port = freePort();
    String config =
        """
        version: 0.1
        log: {level: info}
        storage:
          filesystem: {rootdirectory: %s}
        http:
          addr: 127.0.0.1:%d
        %s"""
            .formatted(storage, port, more);
    Path file = write(folder.resolve("config.yml"), config);
    try {
      ServerProcess process =
          ServerProcess.start(
              List.of("docker-registry", "serve", file.toString()),
              folder.resolve("log"),
              () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
      return new RealRegistry(process, port, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A port that nobody listens on just now. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
