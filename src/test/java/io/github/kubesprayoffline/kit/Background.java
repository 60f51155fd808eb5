package io.github.kubesprayoffline.kit;

import io.github.kubesprayoffline.testing.IsolatedNetwork;
import java.io.IOException;

/** A server that a test runs in its network until it is closed. */
record Background(IsolatedNetwork network, Process process) {

  static Background start(IsolatedNetwork network, String... command) throws IOException {
    return new Background(
        network,
        new ProcessBuilder(network.inside(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  void awaitPort(int port) {
    String listens =
        "for i in $(seq 100); do ss -Hltn | grep -q ':%d ' && exit; sleep 0.1; done; exit 1";
    network.run("sh", "-c", listens.formatted(port));
  }

  public void close() {
    process.destroy();
  }
}
