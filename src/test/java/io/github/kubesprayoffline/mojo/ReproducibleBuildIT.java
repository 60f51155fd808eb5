package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.Aloud;
import io.github.kubesprayoffline.testing.BundleListing;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.Jdks;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.ReleaseBuild;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever builds a release, wherever and with whatever Maven, gets the same bundle in every format.
 * A build varies several things at once to be quick; {@code bundle.ReproducibilityIT} varies those
 * that concern the writing of the archive one by one.
 */
@RequiresProgram({"sh", "mvn"})
class ReproducibleBuildIT {

  private static final Path MAVENS = Path.of("target/mavens").toAbsolutePath();
  private static final List<String> FORMATS = List.of("tar.zst", "tar.gz", "tar");

  /** Debian's tmpfs: in memory a folder is listed in an order that its history decides. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private static DemoSite site;
  private static Path memory;
  private static Path store;
  private static ReleaseBuild reference;

  private Path folder;

  @BeforeAll
  static void buildReference(@TempDir Path elsewhere) throws IOException {
    site = DemoSite.start(elsewhere.toFile());
    store = elsewhere.resolve("store");
    memory =
        Files.createTempDirectory(
            Files.isDirectory(MEMORY) ? MEMORY : elsewhere, "kubespray-offline-inputs");
    reference =
        build(elsewhere.resolve("reference"))
            .inputs(memory.resolve("reference"))
            .property("kubespray.cache", "" + store)
            .run();
  }

  @AfterAll
  static void stop() {
    site.close();
    Programs.run("rm", "-rf", memory.toString());
  }

  @BeforeEach
  void createFolder() throws IOException {
    folder = Files.createTempDirectory("another-folder");
  }

  @AfterEach
  void deleteFolder() {
    Programs.run("rm", "-rf", folder.toString());
  }

  @Test
  void oldestMaven_umask077_oneThread_warmStore() throws IOException {
    assertSame(
        build(folder)
            .maven(maven("3.8"))
            .umask("077")
            .property("kubespray.threads", "1")
            .property("kubespray.cache", "" + store)
            .run());
  }

  @Test
  void maven39_anotherJdk_eightThreads_coldStore() throws IOException {
    Optional<Path> jdk = Jdks.another();
    Aloud.skipUnless(jdk.isPresent(), "there is no second JDK");
    assertSame(
        build(folder)
            .maven(maven("3.9"))
            .environment("JAVA_HOME", jdk.get().toString())
            .property("kubespray.threads", "8")
            .run());
  }

  @Test
  void maven4_anotherLocaleTimeZoneAndEncoding() throws IOException {
    assertSame(
        build(folder)
            .maven(maven("4"))
            .environment("TZ", "Pacific/Kiritimati")
            .environment("LC_ALL", "tr_TR.ISO-8859-9")
            .environment("MAVEN_OPTS", "-Duser.language=tr -Duser.country=TR")
            .environment("MAVEN_OPTS", "-Dfile.encoding=ISO-8859-9")
            .property("kubespray.cache", "" + store)
            .run());
  }

  @Test
  void filesInAnotherOrder() throws IOException {
    ReleaseBuild other =
        build(folder)
            .inputs(memory.resolve("other"))
            .lastFilesFirst()
            .property("kubespray.cache", "" + store)
            .run();

    Aloud.skipUnless(
        !listing(other.tree()).equals(listing(reference.tree())),
        "no file system here lists files in the order in which they came");
    assertSame(other);
  }

  @Test
  void anotherUser_withAHomeAndAStoreOfHisOwn() throws IOException {
    Aloud.skipUnless(
        System.getProperty("user.name").equals("root"), "only root can build as another user");
    assertSame(
        build(folder)
            .user("nobody")
            .environment("HOME", folder.resolve("home").toString())
            .environment("MAVEN_OPTS", "-Duser.home=" + folder.resolve("home"))
            .run());
  }

  private static ReleaseBuild build(Path folder) throws IOException {
    Map<String, String> properties = site.userProperties();
    properties.put("kubespray.cache", folder.resolve("cache").toString());
    return new ReleaseBuild(Files.createDirectories(folder), properties);
  }

  /** What differs is named by its line in SHA256SUMS; if none does, the archives differ. */
  private static void assertSame(ReleaseBuild other) throws IOException {
    assertThat(sums(other)).isEqualTo(sums(reference));
    for (String format : FORMATS) {
      assertThat(sha256(other, format)).as(format).isEqualTo(sha256(reference, format));
    }
  }

  /** As the file system lists it. */
  private static List<String> listing(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static Path maven(String line) throws IOException {
    try (Stream<Path> homes = Files.list(MAVENS)) {
      return homes
          .filter(home -> home.getFileName().toString().startsWith("apache-maven-" + line))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String sums(ReleaseBuild build) {
    return BundleListing.of(build.bundle("tar.zst")).texts().get("SHA256SUMS");
  }

  private static Checksum sha256(ReleaseBuild build, String format) throws IOException {
    return Checksum.sha256Of(Files.readAllBytes(build.bundle(format)));
  }
}
