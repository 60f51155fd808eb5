package io.github.kubesprayoffline.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.BuiltPlugin;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.testing.FakeBuckets;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google Cloud Storage from the one jar, in a real Maven. */
@RequiresProgram("mvn")
class GoogleStorageIT {

  private static final byte[] LARGE = random(20 << 20);

  @TempDir Path folder;
  private final FakeBuckets buckets = FakeBuckets.start().put("tools", "v1/large.bin", LARGE);
  private DemoSite site;

  @BeforeEach
  void writeProject() throws IOException {
    site = DemoSite.start(folder.toFile());
    Files.writeString(folder.resolve("settings.xml"), BuiltPlugin.settings(BuiltPlugin.REPOSITORY));
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId><artifactId>release</artifactId><version>1.0</version>
          <packaging>pom</packaging>
          <build><plugins><plugin>
            <groupId>io.github.kubesprayoffline</groupId>
            <artifactId>kubespray-offline-maven-plugin</artifactId>
            <version>%s</version>
            <configuration>
              <version>%s</version>
              <includes><include>kubectl</include></includes>
              <publishTo>gs://mirror/files</publishTo>
              <extraFiles><extraFile>
                <url>gs://tools/v1/large.bin</url><checksum>%s</checksum>
              </extraFile></extraFiles>
            </configuration>
          </plugin></plugins></build>
        </project>
        """
            .formatted(BuiltPlugin.version(), DemoTree.VERSION, Checksum.sha256Of(LARGE)));
  }

  @AfterEach
  void stop() {
    site.close();
    buckets.close();
  }

  @Test
  void emulator_isReadAndWritten_inChunksAndAgainAfterAFailure() throws Exception {
    buckets.failOnce("GET .*alt=media.*", 503).failOnce("PUT .*", 503);

    String log = run(Map.of("STORAGE_EMULATOR_HOST", buckets.url()), 0);

    assertThat(buckets.object("mirror", "files/tools/v1/large.bin")).contains(LARGE);
    assertThat(buckets.object("mirror", "files/SHA256SUMS")).isPresent();
    assertThat(buckets.authorizations()).isEmpty();
    assertThat(log).containsPattern("Published \\d+ files .* to gs://mirror/files");
  }

  @Test
  void endpointOfOnesOwn_getsTheTokenOfTheApplicationDefaultCredentials() throws Exception {
    buckets.requireToken("s3cret-token");
    Map<String, String> environment =
        Map.of(
            "CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE",
            buckets.url() + "/storage/v1/",
            "GOOGLE_APPLICATION_CREDENTIALS",
            credentials().toString());

    String log = run(environment, 0, "-X");

    assertThat(buckets.object("mirror", "files/tools/v1/large.bin")).contains(LARGE);
    assertThat(buckets.authorizations()).containsOnly("Bearer s3cret-token");
    assertThat(log).doesNotContain("s3cret", "assertion=");
  }

  @Test
  void bucketThatMayNotBeWritten_isNamed() throws Exception {
    buckets.failOnce("POST .*", 403);

    assertThat(run(Map.of("STORAGE_EMULATOR_HOST", buckets.url()), 1))
        .containsPattern("Cannot write \\S+ at gs://mirror/files: .*403");
  }

  @Test
  void objectThatIsNotThere_isNamed() throws Exception {
    buckets.failOnce("GET .*large.bin.*", 404);

    assertThat(run(Map.of("STORAGE_EMULATOR_HOST", buckets.url()), 1))
        .contains("gs://tools/v1/large.bin: there is no such file.");
  }

  private String run(Map<String, String> environment, int status, String... options)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-s", "settings.xml"));
    command.addAll(List.of(options));
    site.userProperties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of(BuiltPlugin.goal("bundle"), BuiltPlugin.goal("publish")));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("MAVEN_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
    Process process = builder.start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(log).isEqualTo(status);
    return log;
  }

  /** Of a service account whose token service is the fake. */
  private Path credentials() throws Exception {
    byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"
            .formatted(Base64.getEncoder().encodeToString(key));
    return Files.writeString(
        folder.resolve("account.json"),
        """
        {"type": "service_account", "project_id": "demo", "private_key_id": "1",
         "private_key": "%s", "client_email": "robot@example.com", "client_id": "1",
         "token_uri": "%s/token"}
        """
            .formatted(pem, buckets.url()));
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
