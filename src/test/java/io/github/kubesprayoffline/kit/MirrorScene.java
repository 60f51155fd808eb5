package io.github.kubesprayoffline.kit;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.IsolatedNetwork;
import io.github.kubesprayoffline.testing.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration's bundle, unpacked anew for each test, in a network of its own. */
abstract class MirrorScene {

  @TempDir static Path built;
  private static DemoBundle original;

  @TempDir Path folder;
  DemoBundle bundle;
  IsolatedNetwork network;
  private final List<Background> servers = new ArrayList<>();

  @BeforeAll
  static void build() {
    original = DemoBundle.in(built, "amd64");
  }

  @BeforeEach
  void unpack() throws IOException {
    Path at = Files.createDirectories(folder.resolve("the site"));
    Programs.run("cp", "-al", original.top().toString(), at.toString());
    Programs.run("chmod", "a+rx", folder.toString());
    bundle = new DemoBundle(at.resolve(original.top().getFileName()), original.lock());
    network = IsolatedNetwork.start(Files.writeString(folder.resolve("hosts"), "127.0.0.1 hub\n"));
  }

  @AfterEach
  void stop() {
    mirror("down");
    servers.forEach(Background::close);
    network.close();
  }

  void registry(int port, String more) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("hub.yml"),
            """
            version: 0.1
            storage: {filesystem: {rootdirectory: '%s'}}
            http: {addr: ':%d'}
            %s
            """
                .formatted(folder.resolve("hub"), port, more));
    run(port, "docker-registry", "serve", config.toString());
  }

  void run(int port, String... command) throws IOException {
    Background server = Background.start(network, command);
    servers.add(server);
    server.awaitPort(port);
  }

  /**
   * Hard links into the bundle that the other tests use: a new file, not the same with new text.
   */
  void replace(String path, String text) throws IOException {
    Files.delete(bundle.path(path));
    Files.writeString(bundle.path(path), text);
  }

  String mirror(String... arguments) {
    return network.run(command(arguments));
  }

  String mirrorFails(String... arguments) {
    return network.fail(command(arguments));
  }

  String[] command(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = bundle.path("mirror.sh").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return command;
  }

  String sha256(String url, String... options) {
    String fetch = "curl -fsS \"$@\" | sha256sum | cut -d ' ' -f 1";
    String[] command = new String[options.length + 5];
    System.arraycopy(new String[] {"sh", "-c", fetch, "sh", url}, 0, command, 0, 5);
    System.arraycopy(options, 0, command, 5, options.length);
    return network.run(command).strip();
  }

  String status(String method, String path) {
    String url = "http://127.0.0.1" + (path.startsWith(":") ? "" : ":8080") + path;
    return network.run("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "-X", method, url);
  }

  Checksum digest(String image) {
    String raw =
        network.run("skopeo", "inspect", "--raw", "--tls-verify=false", "docker://" + image);
    return Checksum.sha256Of(raw.getBytes(StandardCharsets.UTF_8));
  }
}
