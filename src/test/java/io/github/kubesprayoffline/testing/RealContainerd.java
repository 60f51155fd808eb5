package io.github.kubesprayoffline.testing;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Debian's containerd with a root, a state and a socket of its own. It needs root; a test that uses
 * it carries {@code @RequiresProgram({"containerd", "ctr"})}.
 */
public final class RealContainerd implements AutoCloseable {

  private final Path folder;
  private final ServerProcess process;

  private RealContainerd(Path folder, ServerProcess process) {
    this.folder = folder;
    this.process = process;
  }

  /** Starts it; its folder is one with a short path, as its socket's has to be. */
  public static RealContainerd start() throws IOException {
    Path folder = Files.createTempDirectory("containerd");
    Path config =
        Files.writeString(
            folder.resolve("config.toml"),
            """
            version = 2
            root = "%1$s/root"
            state = "%1$s/state"
            disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.btrfs",
              "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper"]
            [grpc]
              address = "%1$s/sock"
            [ttrpc]
              address = "%1$s/ttrpc"
            """
                .formatted(folder));
    UnixDomainSocketAddress socket = UnixDomainSocketAddress.of(folder.resolve("sock"));
    return new RealContainerd(
        folder,
        ServerProcess.start(
            List.of("containerd", "--config", config.toString()),
            folder.resolve("log"),
            () -> {
              try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                channel.connect(socket);
              }
            }));
  }

  /** Imports an image layout as an operator does; returns what was said. */
  public String load(Path layout, String platform) {
    return Programs.run(
        "sh",
        "-c",
        "tar -cf - -C '%s' . | %s images import --snapshotter native --platform %s -"
            .formatted(layout, ctr(), platform));
  }

  /** The digest of each image that it has, by name. */
  public SortedMap<String, String> images() {
    SortedMap<String, String> images = new TreeMap<>();
    Programs.run("sh", "-c", ctr() + " images list")
        .lines()
        .skip(1)
        .map(line -> line.split(" +"))
        .forEach(columns -> images.put(columns[0], columns[2]));
    return images;
  }

  /** What {@code ctr images check} finds: the lines of those that are not complete and unpacked. */
  public List<String> incomplete() {
    return Programs.run("sh", "-c", ctr() + " images check --snapshotter native")
        .lines()
        .skip(1)
        .filter(line -> !line.matches(".* complete \\(.*") || !line.endsWith("true"))
        .toList();
  }

  @Override
  public void close() {
    process.close();
    Programs.run("rm", "-rf", folder.toString());
  }

  private String ctr() {
    return "ctr --address %s/sock --namespace k8s.io".formatted(folder);
  }
}
