package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.testing.BuiltPlugin;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises a newcomer: bundle, serve, and a successful pull. */
@RequiresProgram({"mvn", "skopeo", "curl"})
class ServeIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private DemoSite site;

  @BeforeEach
  void start() throws IOException {
    site = DemoSite.start(folder.toFile());
    Files.writeString(folder.resolve("settings.xml"), BuiltPlugin.settings(BuiltPlugin.REPOSITORY));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void bundleIsServed_untilTheProcessIsTold() throws Exception {
    Map<String, String> build = new HashMap<>(site.userProperties());
    build.put("kubespray.version", DemoTree.VERSION);
    Process bundle = start("bundle", build);
    assertThat(bundle.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(bundle.exitValue()).as(log()).isZero();

    Process serve =
        start(
            "serve",
            Map.of(
                "kubespray.bundle",
                "target/kubespray-offline-9.1.0.tar.zst",
                "kubespray.cache",
                "elsewhere",
                "kubespray.hostNames",
                "127.0.0.1",
                "kubespray.port",
                "0"));
    try {
      String copy = line(serve, "An image: (skopeo copy .*)docker-archive:image.tar");
      Programs.runIn(folder, (copy + "oci:pulled").split(" +"));
      Programs.runIn(folder, line(serve, "A file: (curl .*)").split(" "));
      assertThat(log()).contains("Unpacking ", "-Dkubespray.registry=127.0.0.1:");
      assertThat(folder.resolve("pulled/index.json")).exists();
    } finally {
      serve.destroy();
    }

    assertThat(serve.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(log()).containsPattern("Stopped after \\d+ requests");
    assertThat(log()).doesNotContain("\tat ", "[WARNING] Not in the bundle", "ERROR");
  }

  private Process start(String goal, Map<String, String> properties) throws IOException {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp", "-s", "settings.xml"));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.add(BuiltPlugin.goal(goal));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().put("MAVEN_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
    return builder.start();
  }

  private String line(Process serve, String regex) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (serve.isAlive() && Instant.now().isBefore(end)) {
      Matcher matcher = Pattern.compile(regex).matcher(log());
      if (matcher.find()) {
        return matcher.group(1);
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no '%s' in:\n%s".formatted(regex, log()));
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }
}
