package io.github.kubesprayoffline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs the real programs that judge our results. */
public final class Programs {

  private Programs() {}

  /** What the program printed, both streams; a test failure with that text if it failed. */
  public static String run(String... command) {
    return runIn(Path.of("."), command);
  }

  /** The same, in a folder. */
  public static String runIn(Path folder, String... command) {
    Ended ended = end(folder, command);
    if (ended.status() != 0) {
      throw new AssertionError(String.join(" ", command) + " failed:\n" + ended.output());
    }
    return ended.output();
  }

  /** What a program printed that has to fail; a test failure with that text if it did not. */
  public static String fail(String... command) {
    Ended ended = end(Path.of("."), command);
    if (ended.status() == 0) {
      throw new AssertionError(String.join(" ", command) + " did not fail:\n" + ended.output());
    }
    return ended.output();
  }

  private record Ended(int status, String output) {}

  private static Ended end(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
