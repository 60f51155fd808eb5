package io.github.kubesprayoffline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.IsolatedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A containerd of the test's own, in its network. */
record Containerd(Background process, Path socket) {

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  static Containerd start(IsolatedNetwork network, Path folder) throws IOException {
    Path socket = Files.createDirectories(folder).resolve("c.sock");
    Path config =
        Files.writeString(
            folder.resolve("config.toml"),
            """
            version = 2
            root = "%1$s/root"
            state = "%1$s/state"
            disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.btrfs"]
            [grpc]
            address = "%2$s"
            """
                .formatted(folder, socket));
    Background process = Background.start(network, "containerd", "--config", config.toString());
    network.run(
        "sh",
        "-c",
        "for i in $(seq 100); do [ -S \"$0\" ] && exit; sleep 0.1; done; exit 1",
        socket + "");
    return new Containerd(process, socket);
  }

  /** Fetches an image as the folder of {@code hosts.toml} files says; the digest that it has. */
  Checksum fetch(String name, Path hosts) {
    IsolatedNetwork network = process.network();
    network.run(
        "ctr", "-a", socket.toString(), "content", "fetch", "--hosts-dir", hosts.toString(), name);
    String rows = network.run("ctr", "-a", socket.toString(), "images", "ls", "name==" + name);
    Matcher digest = DIGEST.matcher(rows);
    assertThat(digest.find()).as(rows).isTrue();
    return Checksum.parse(digest.group());
  }

  void close() {
    process.close();
  }
}
