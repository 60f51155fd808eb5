package io.github.kubesprayoffline.mojo;

import static io.github.kubesprayoffline.testing.TestTransfers.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.BuiltPlugin;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.testing.Mishap;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole Maven processes on one store: killed, and several at once. */
@RequiresProgram("mvn")
class KilledBuildIT {

  private static final Mishap SLOW = Mishap.drip(16_000, Duration.ofMillis(20));

  /** Large enough that a slow connection gets help. */
  private static final String LARGE = "dl.k8s.io/release/v1.35.4/bin/linux/amd64/kubelet";

  private static final byte[] LARGE_CONTENT = random(32 << 20, 1);

  @TempDir Path folder;
  private DemoSite site;

  @BeforeEach
  void start() throws IOException {
    site = siteIn(folder);
    Files.writeString(folder.resolve("settings.xml"), BuiltPlugin.settings(BuiltPlugin.REPOSITORY));
  }

  private static DemoSite siteIn(Path folder) {
    String sums = "roles/kubespray_defaults/vars/main/checksums.yml";
    DemoTree tree =
        DemoTree.load()
            .replace(
                sums,
                "7d27edd6699da96dbdb7eec58b2034bb5ed0b804501e301652edd2a56864e592",
                Checksum.sha256Of(LARGE_CONTENT).hex());
    DemoSite site = DemoSite.start(folder.toFile(), tree);
    site.origin().serve("/" + LARGE, LARGE_CONTENT);
    return site;
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void killedAtTwentyMoments_theNextBuildGoesOnWhereItStopped() throws Exception {
    payloads().forEach(path -> site.origin().always(path, SLOW));
    Random random = new Random(7);
    for (int kill = 0; kill < 20; kill++) {
      Map<String, Integer> before = finishedRequests();
      Process build = start("out");
      awaitPayloadRequest(build);
      Thread.sleep(random.nextInt(400));
      build.destroyForcibly().waitFor();
      assertThat(finishedRequests()).as("kill %d", kill).containsAllEntriesOf(before);
    }
    assertThat(contents("out")).as("the large file is still on its way").doesNotContainKey(LARGE);
    payloads().forEach(path -> site.origin().always(path, OriginServer::behave));
    Map<String, Integer> before = finishedRequests();
    int asked = requests("/" + LARGE);

    assertSucceeds(start("out"));

    assertThat(finishedRequests()).containsAllEntriesOf(before);
    assertResumed(site.origin().requests("/" + LARGE).subList(asked, requests("/" + LARGE)));
    assertThat(contents("out")).isEqualTo(fresh());
  }

  @Test
  void eightBuildsOnAColdStore_fetchEachFileOnce() throws Exception {
    List<Process> builds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      builds.add(start("out" + i));
    }
    for (Process build : builds) {
      assertSucceeds(build);
    }

    assertThat(site.origin().requests())
        .as("files, and the release's archive; helpers read other parts")
        .filteredOn(seen -> seen.header("Range").isEmpty())
        .extracting(OriginServer.Seen::path)
        .doesNotHaveDuplicates();
    Map<String, String> first = contents("out0");
    for (int i = 1; i < 8; i++) {
      assertThat(contents("out" + i)).isEqualTo(first).isNotEmpty();
    }
  }

  /** Each request is for a part only, and goes on behind what lay there. */
  private static void assertResumed(List<OriginServer.Seen> requests) {
    assertThat(requests)
        .isNotEmpty()
        .allSatisfy(
            seen -> {
              assertThat(seen.header("Range")).get().asString().matches("bytes=[1-9]\\d*-\\d*");
              assertThat(seen.header("If-Range")).isPresent();
            });
  }

  /** What a build gives that nobody disturbs. */
  private Map<String, String> fresh() throws Exception {
    try (DemoSite other = siteIn(folder.resolve("other"))) {
      assertSucceeds(start(other, "fresh"));
    }
    return contents("fresh");
  }

  private Process start(String out) throws IOException {
    return start(site, out);
  }

  private Process start(DemoSite from, String out) throws IOException {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-s", "settings.xml"));
    from.userProperties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add("-Dkubespray.version=" + DemoTree.VERSION);
    command.add("-Dkubespray.outputDirectory=" + folder.resolve(out));
    command.add(BuiltPlugin.goal("download"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().put("MAVEN_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
    return builder.start();
  }

  private void awaitPayloadRequest(Process build) throws InterruptedException {
    int before = payloads().mapToInt(this::requests).sum();
    while (build.isAlive() && payloads().mapToInt(this::requests).sum() == before) {
      Thread.sleep(10);
    }
  }

  private void assertSucceeds(Process build) throws Exception {
    assertThat(build.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(build.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
  }

  /** How often each file was asked for that lies in its place: not once more, whatever happens. */
  private Map<String, Integer> finishedRequests() throws IOException {
    return contents("out").keySet().stream()
        .collect(Collectors.toMap(path -> path, path -> requests("/" + path)));
  }

  private int requests(String path) {
    return site.origin().requests(path).size();
  }

  private static Stream<String> payloads() {
    return DemoTree.lines("payloads.txt").stream().map(line -> "/" + line.split(" ", 2)[1]);
  }

  private Map<String, String> contents(String out) throws IOException {
    Path files = folder.resolve(out).resolve("files");
    Map<String, String> contents = new TreeMap<>();
    if (Files.isDirectory(files)) {
      try (Stream<Path> all = Files.walk(files)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          contents.put(
              files.relativize(file).toString(), Checksum.sha256Of(Files.readAllBytes(file)).hex());
        }
      }
    }
    return contents;
  }
}
