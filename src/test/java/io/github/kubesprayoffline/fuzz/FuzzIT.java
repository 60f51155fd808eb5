package io.github.kubesprayoffline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer lets inputs grow by what they cover, each target in a JVM of its own, for two minutes in
 * all; {@code -Dfuzz.seconds=3600} is for longer. What it finds lies in {@code target/fuzz} and is
 * to be kept among the seeds, in the commit that mends it.
 */
class FuzzIT {

  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 120);
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final Path FOLDER = Path.of("target/fuzz").toAbsolutePath();

  private static final ExecutorService RUNNERS = Executors.newFixedThreadPool(CORES);
  private static final Map<FuzzTarget, Future<Integer>> RUNS = new EnumMap<>(FuzzTarget.class);

  @BeforeAll
  static void start() {
    for (FuzzTarget target : FuzzTarget.values()) {
      RUNS.put(target, RUNNERS.submit(() -> fuzz(target)));
    }
  }

  @AfterAll
  static void stop() {
    RUNNERS.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void nothingIsFound(FuzzTarget target) throws Exception {
    assertThat(statusOf(target)).as(() -> end(log(target))).isZero();
    assertThat(log(target)).content().contains("DONE");
  }

  private static int statusOf(FuzzTarget target) throws Exception {
    try {
      return RUNS.get(target).get();
    } catch (ExecutionException e) {
      throw new AssertionError(target + " did not run", e);
    }
  }

  private static int fuzz(FuzzTarget target) throws IOException, InterruptedException {
    Path corpus = Files.createDirectories(FOLDER.resolve(target.label()).resolve("corpus"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=io.github.kubesprayoffline.**",
                // Templates are made of their authors' patterns, whose work the budget counts.
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.RegexInjection",
                "--reproducer_path=" + FOLDER,
                "-artifact_prefix=" + FOLDER.resolve(target.label()) + "/",
                "-max_total_time=" + seconds(),
                "-timeout=25",
                "-rss_limit_mb=0",
                "-print_final_stats=1"));
    if (Files.exists(target.dictionary())) {
      command.add("-dict=" + target.dictionary().toAbsolutePath());
    }
    command.add(corpus.toString());
    command.add(target.seedFolder().toAbsolutePath().toString());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(target).toFile())
            .start();
    try {
      Duration most = Duration.ofSeconds(seconds()).plusMinutes(3);
      return process.waitFor(most.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
    } finally {
      process.destroyForcibly();
    }
  }

  /** So that all targets, one on each core at a time, take the whole time together. */
  private static long seconds() {
    return Math.max(1, (long) SECONDS * CORES / FuzzTarget.values().length);
  }

  private static Path log(FuzzTarget target) {
    return FOLDER.resolve(target.label() + ".log");
  }

  private static String end(Path log) {
    try {
      String text = Files.readString(log);
      return log + " ends:\n" + text.substring(Math.max(0, text.length() - 6000));
    } catch (IOException e) {
      return log + " cannot be read: " + e;
    }
  }
}
