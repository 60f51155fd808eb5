package io.github.kubesprayoffline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A shell that operators have, with the programs that come with it.
 *
 * @param command what starts it
 * @param path where it looks for programs; empty for where everybody does
 */
public record Shell(List<String> command, String path) {

  /** What a script did. */
  public record Result(int status, String output) {}

  /** Those that are on this machine; {@code sh} always is. */
  public static Stream<Shell> all() {
    List<Shell> shells = new ArrayList<>(List.of(new Shell(List.of("sh"), "")));
    if (RequiredPrograms.areHere("bash", "bash")) {
      shells.add(new Shell(List.of("bash", "--posix"), ""));
      shells.add(new Shell(List.of("bash"), ""));
    }
    if (RequiredPrograms.areHere("busybox", "busybox")) {
      shells.add(new Shell(List.of("busybox", "sh"), applets()));
    }
    return shells.stream();
  }

  /** The one that scripts name in their first line. */
  public static Shell usual() {
    return new Shell(List.of("sh"), "");
  }

  /** Runs a script to its end, in a folder. */
  public Result run(Path folder, String... script) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(script));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(program(all)).directory(folder.toFile()).redirectErrorStream(true);
      Map<String, String> environment = builder.environment();
      if (!path.isEmpty()) {
        environment.put("PATH", path);
      }
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private List<String> program(List<String> all) {
    if (!path.isEmpty()) {
      all.set(0, Path.of(path, "busybox").toString());
    }
    return all;
  }

  /** A folder with nothing but busybox under all its names. */
  private static String applets() {
    try {
      Path folder = Files.createTempDirectory("applets");
      Programs.run("sh", "-c", "ln -s \"$(command -v busybox)\" \"$0/busybox\"", folder.toString());
      Programs.run(folder.resolve("busybox").toString(), "--install", "-s", folder.toString());
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> Programs.run("rm", "-r", folder.toString())));
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return String.join(" ", command);
  }
}
