package io.github.kubesprayoffline.image;

import static io.github.kubesprayoffline.image.Scene.pin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.image.push.PushReport;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Fault;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of their own: killed in the middle, or with another environment. */
class ProcessIT {

  private static final int LAYERS = 6;
  private static final int LAYER_SIZE = 5_000_000;

  @TempDir Path folder;
  private FakeRegistry upstream;
  private TestImage image;

  @BeforeEach
  void start() {
    upstream = FakeRegistry.start();
    image = TestImages.named("large").platforms("linux/amd64").layers(LAYERS, LAYER_SIZE).build();
    upstream.push("a/b:1", image);
  }

  @AfterEach
  void stop() {
    upstream.close();
  }

  /** What the processes run. */
  public static void main(String[] arguments) {
    Scene scene = new Scene(Path.of(arguments[1])).environment(System.getenv());
    if (arguments[0].equals("pull")) {
      scene.pull(pin(arguments[2]));
    } else {
      scene.push(arguments[2], ImagePath.STRIP);
    }
  }

  @RepeatedTest(3)
  void killedPull_isFinishedByTheNextWithoutFetchingTwice(RepetitionInfo run) throws Exception {
    killAfter(500 + new Random(run.getCurrentRepetition()).nextInt(700), "pull", ref());
    Map<String, Long> complete = blobsInStore();
    upstream.forgetRequests();

    new Scene(folder).pull(pin(ref()));

    for (String hex : complete.keySet()) {
      assertThat(upstream.count("GET .*/blobs/sha256:" + hex)).as(hex).isZero();
    }
    Scene clean = new Scene(folder.resolve("clean"));
    clean.pull(pin(ref()));
    assertThat(names(folder.resolve("images"))).isEqualTo(names(clean.layout));
    assertThat(Files.readString(folder.resolve("images/index.json")))
        .isEqualTo(Files.readString(clean.layout.resolve("index.json")));
    for (String name : names(clean.layout)) {
      assertThat(Checksum.sha256Of(Files.readAllBytes(blobs(folder.resolve("images"), name))).hex())
          .isEqualTo(name);
    }
  }

  @RepeatedTest(2)
  void killedPush_isFinishedByTheNext(RepetitionInfo run) throws Exception {
    new Scene(folder).pull(pin(ref()));
    try (FakeRegistry target = FakeRegistry.start()) {
      killAfter(500 + new Random(run.getCurrentRepetition()).nextInt(700), "push", target.host());

      new Scene(folder).push(target.host(), ImagePath.STRIP);

      assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(image.digest());
    }
  }

  @Test
  void pushKilledBetweenTwoUploads_isFinishedWithoutSendingWhatIsThere() throws Exception {
    new Scene(folder).pull(pin(ref()));
    try (FakeRegistry target = FakeRegistry.start()) {
      target.misbehave(Fault.delay("PATCH .*", Duration.ofSeconds(2)));
      Process push = process("push", target.host()).start();
      while (push.isAlive() && layersIn(target).isEmpty()) {
        Thread.sleep(20);
      }
      push.destroyForcibly().waitFor();
      Thread.sleep(2_500); // What the killed process had asked for may still be under way.
      Set<Checksum> finished = layersIn(target);
      assertThat(finished).as("in the middle").hasSizeBetween(1, LAYERS - 1);
      assertThat(target.manifest("a/b", "1")).isEmpty();
      target.forgetRequests();

      PushReport report = new Scene(folder).push(target.host(), ImagePath.STRIP);

      assertThat(report.images().get(0).outcome()).isEqualTo(PushReport.Outcome.SENT);
      assertThat(target.count("PATCH .*")).isEqualTo(LAYERS - finished.size());
      for (Checksum layer : finished) {
        assertThat(target.count("PUT .*digest=" + layer)).isZero();
      }
      assertThat(target.manifest("a/b", "1").orElseThrow().digest()).isEqualTo(image.digest());
    }
  }

  private Set<Checksum> layersIn(FakeRegistry registry) {
    return image.blobs().entrySet().stream()
        .filter(blob -> blob.getValue().length > LAYER_SIZE)
        .map(Map.Entry::getKey)
        .filter(digest -> registry.hasBlob("a/b", digest))
        .collect(Collectors.toSet());
  }

  @Test
  void credentialHelper_isAskedForTheLogin() throws Exception {
    Path helper = folder.resolve("bin/docker-credential-test");
    Files.createDirectories(helper.getParent());
    Files.writeString(
        helper,
        "#!/bin/sh\nread host\necho '{\"ServerURL\":\"'$host'\",\"Username\":\"ci\",\"Secret\":\"s3cret\"}'\n");
    Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        folder.resolve("config.json"),
        "{\"credHelpers\":{\"%s\":\"test\"}}".formatted(upstream.host()));
    upstream.requireBasic("ci", "s3cret");
    ProcessBuilder pull = process("pull", ref());
    pull.environment().put("DOCKER_CONFIG", folder.toString());
    pull.environment().merge("PATH", helper.getParent().toString(), (old, add) -> add + ":" + old);

    assertThat(pull.start().waitFor()).isZero();

    assertThat(names(folder.resolve("images"))).contains(image.digest().hex());
  }

  private void killAfter(int millis, String what, String where) throws Exception {
    Process process = process(what, where).start();
    if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  private ProcessBuilder process(String what, String where) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ProcessIT.class.getName(), what, folder.toString(), where));
    return new ProcessBuilder(command).inheritIO();
  }

  private String ref() {
    return upstream.host() + "/a/b:1";
  }

  private Map<String, Long> blobsInStore() throws IOException {
    if (!Files.isDirectory(folder.resolve("store"))) {
      return Map.of();
    }
    try (var files = Files.walk(folder.resolve("store"))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> image.blobs().containsKey(checksum(file)))
          .collect(Collectors.toMap(file -> checksum(file).hex(), file -> 1L, (one, other) -> one));
    }
  }

  private static Checksum checksum(Path file) {
    try {
      return Checksum.sha256Of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> names(Path layout) throws IOException {
    try (var files = Files.list(layout.resolve("blobs/sha256"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Path blobs(Path layout, String name) {
    return layout.resolve("blobs/sha256").resolve(name);
  }
}
