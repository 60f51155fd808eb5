package io.github.kubesprayoffline.download;

import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole processes on one store: killed, and several at once. */
class ProcessesIT {

  private static final int FILES = 12;
  private static final int SIZE = 2 << 20;

  /** About 2 MB/s a connection. */
  private static final Mishap SLOW = Mishap.drip(20_000, Duration.ofMillis(10));

  @TempDir Path folder;
  private final OriginServer origin = OriginServer.start();
  private final Map<String, byte[]> contents = new HashMap<>();

  @BeforeEach
  void serve() throws IOException {
    for (int i = 0; i < FILES; i++) {
      contents.put("/f" + i, random(SIZE, i));
    }
    contents.forEach(origin::serve);
    String list =
        contents.entrySet().stream()
            .map(file -> sum(file.getValue()) + " " + origin.url(file.getKey()))
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("list"), list);
  }

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void killedAtAnyMoment_theNextRunGoesOnWhereItStopped() throws Exception {
    contents.keySet().forEach(path -> origin.always(path, SLOW));
    Random random = new Random(1);
    for (int kill = 0; kill < 20; kill++) {
      Map<String, Integer> finished = finished();
      int before = origin.requests().size();
      Process process = start(folder.resolve("files"));
      awaitRequest(process, before);
      Thread.sleep(random.nextInt(400));
      process.destroyForcibly().waitFor();
      assertThat(requests(finished)).as("kill %d", kill).isEqualTo(finished);
    }
    contents.keySet().forEach(path -> origin.always(path, OriginServer::behave));
    Map<String, Integer> finished = finished();

    assertSucceeds(start(folder.resolve("files")));

    assertThat(requests(finished)).isEqualTo(finished);
    assertComplete(folder.resolve("files"));
    assertThat(store().usage().bytes()).as("no rest is left").isEqualTo((long) FILES * SIZE);
  }

  @Test
  void eightAtOnceOnAColdStore_fetchEachItemOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      processes.add(start(folder.resolve("files" + i)));
    }
    for (int i = 0; i < 8; i++) {
      assertSucceeds(processes.get(i));
      assertComplete(folder.resolve("files" + i));
    }

    assertThat(origin.requests()).hasSize(FILES);
  }

  private Process start(Path files) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            DownloadProcess.class.getName(),
            folder.resolve("store").toString(),
            files.toString(),
            folder.resolve("list").toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private void awaitRequest(Process process, int before) throws InterruptedException {
    while (process.isAlive() && origin.requests().size() == before) {
      Thread.sleep(5);
    }
  }

  private void assertSucceeds(Process process) throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
  }

  private void assertComplete(Path files) {
    contents.forEach(
        (path, content) ->
            assertThat(files.resolve(origin.url("").getAuthority() + path))
                .hasBinaryContent(content));
  }

  /** The paths that are in the store whole, and how often they were asked for. */
  private Map<String, Integer> finished() {
    Store store = store();
    return contents.keySet().stream()
        .filter(path -> store.find(sum(contents.get(path))).isPresent())
        .collect(Collectors.toMap(path -> path, path -> origin.requests(path).size()));
  }

  private Map<String, Integer> requests(Map<String, Integer> paths) {
    return paths.keySet().stream()
        .collect(Collectors.toMap(path -> path, path -> origin.requests(path).size()));
  }

  private Store store() {
    return Store.open(folder.resolve("store"));
  }

  private static Checksum sum(byte[] content) {
    return Checksum.sha256Of(content);
  }
}
