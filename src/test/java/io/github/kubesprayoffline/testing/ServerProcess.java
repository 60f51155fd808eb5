package io.github.kubesprayoffline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server that a test runs, its output in a file. */
final class ServerProcess implements AutoCloseable {

  /** Tries to reach the server. */
  @FunctionalInterface
  interface Probe {
    /** Throws if it does not answer yet. */
    void reach() throws IOException;
  }

  private final Process process;
  private final Path log;

  private ServerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param log takes what it prints, and is shown if it does not start
   */
  static ServerProcess start(List<String> command, Path log, Probe probe) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    ServerProcess server = new ServerProcess(process, log);
    server.await(probe);
    return server;
  }

  /** Asks it to end, and makes it if it does not. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Probe probe) throws IOException {
    for (int tries = 0; tries < 400 && process.isAlive(); tries++) {
      try {
        probe.reach();
        return;
      } catch (IOException e) {
        pause();
      }
    }
    close();
    throw new IOException("the server does not start: " + Files.readString(log));
  }

  private static void pause() {
    try {
      Thread.sleep(25);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
