package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.BuiltPlugin;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.ProxyServer;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestTls;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code settings.xml} and Maven's options say counts in a real build. */
@RequiresProgram("mvn")
class MavenSettingsIT {

  private static final Pattern ENCRYPTED = Pattern.compile("\\{\\S+}");

  @TempDir Path folder;
  private final OriginServer nexus = origin("/basic.bin");
  private final OriginServer artifactory = origin("/bearer.bin");
  private final OriginServer internet = origin("/proxied.bin");
  private final ProxyServer proxy = ProxyServer.start("builder:proxy-secret");
  private OriginServer secure;

  @BeforeEach
  void writeProject() throws Exception {
    TestTls identity = TestTls.create(folder, "authority");
    secure = OriginServer.startTls(identity.serverContext(identity), false);
    secure.serve("/secure.bin", content("/secure.bin"));
    write("tree/roles/kubespray_defaults/defaults/main/download.yml", "downloads: {}\n");
    write("tree/inventory/sample/group_vars/all/all.yml", "{}\n");
    write("pom.xml", pom(identity.certificate()));
  }

  @AfterEach
  void close() throws IOException {
    for (OriginServer server : List.of(nexus, artifactory, internet, secure)) {
      server.close();
    }
    proxy.close();
  }

  @Test
  void loginsProxyAndAuthority_leadToEveryFile() throws IOException {
    String log = build("-ntp");

    assertThat(nexus.requests("/basic.bin"))
        .singleElement()
        .satisfies(seen -> assertThat(seen.header("Authorization")).contains(basic("deployer")));
    assertThat(artifactory.requests("/bearer.bin"))
        .singleElement()
        .satisfies(
            seen -> assertThat(seen.header("Authorization")).contains("Bearer token-secret"));
    assertThat(internet.requests("/proxied.bin"))
        .singleElement()
        .satisfies(seen -> assertThat(seen.header("Authorization")).isEmpty());
    assertThat(proxy.requestLines()).singleElement().asString().contains("/proxied.bin");
    assertThat(secure.requests("/secure.bin")).hasSize(1);
    assertThat(folder.resolve("target/kubespray-offline/files")).isDirectory();
    assertThat(log).doesNotContain("secret");
  }

  @Test
  void optionU_saysThatItMeansNothing_andFetchesNothingTwice() throws IOException {
    build("-ntp");

    assertThat(build("-ntp", "-U")).contains("-U changes nothing here");
    assertThat(nexus.requests()).hasSize(1);
  }

  @Test
  void noTransferProgress_leavesOutTheLinesOfSingleFiles() throws IOException {
    assertThat(build()).contains("basic.bin");

    Programs.run("rm", "-rf", folder.resolve("store").toString());
    assertThat(build("-ntp")).doesNotContain("basic.bin");
  }

  private String build(String... options) throws IOException {
    write("settings.xml", settings(encryptedPassword()));
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-s", "settings.xml"));
    command.addAll(List.of(options));
    command.add("-Dsettings.security=" + folder.resolve("security.xml"));
    command.add("-Dkubespray.cache=" + folder.resolve("store"));
    command.add(BuiltPlugin.goal("download"));
    return Programs.runIn(folder, command.toArray(String[]::new));
  }

  /** By Maven's own two commands, as its manual has it. */
  private String encryptedPassword() throws IOException {
    write(
        "security.xml",
        "<settingsSecurity><master>%s</master></settingsSecurity>"
            .formatted(encrypted(Programs.runIn(folder, "mvn", "-emp", "master-secret"))));
    return encrypted(
        Programs.runIn(
            folder,
            "mvn",
            "-Dsettings.security=" + folder.resolve("security.xml"),
            "-ep",
            "nexus-secret"));
  }

  private static String encrypted(String output) {
    return ENCRYPTED.matcher(output).results().findFirst().orElseThrow().group();
  }

  private String settings(String password) {
    return BuiltPlugin.settings(BuiltPlugin.REPOSITORY)
        .replace(
            "</settings>",
            """
            <servers>
              <server><id>%s</id><username>deployer</username><password>%s</password></server>
              <server><id>%s</id><configuration><httpHeaders><property>
                <name>Authorization</name><value>Bearer token-secret</value>
              </property></httpHeaders></configuration></server>
            </servers>
            <proxies><proxy>
              <host>127.0.0.1</host><port>%d</port>
              <username>builder</username><password>proxy-secret</password>
              <nonProxyHosts>127.0.0.1|*.example.com</nonProxyHosts>
            </proxy></proxies>
            </settings>
            """
                .formatted(host(nexus), password, host(artifactory), proxy.port()));
  }

  private String pom(Path authority) {
    String proxied = internet.url().replace("127.0.0.1", "localhost");
    return """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId><artifactId>release</artifactId><version>1.0</version>
          <packaging>pom</packaging>
          <build><plugins><plugin>
            <groupId>io.github.kubesprayoffline</groupId>
            <artifactId>kubespray-offline-maven-plugin</artifactId>
            <version>%s</version>
            <configuration>
              <version>v9.1.0</version>
              <source>${project.basedir}/tree</source>
              <includes><include>none</include></includes>
              <tls><tls><host>%s</host><ca>%s</ca></tls></tls>
              <extraFiles>%s%s%s%s</extraFiles>
            </configuration>
          </plugin></plugins></build>
        </project>
        """
        .formatted(
            BuiltPlugin.version(),
            host(secure),
            authority,
            extraFile(nexus.url() + "/basic.bin"),
            extraFile(artifactory.url() + "/bearer.bin"),
            extraFile(proxied + "/proxied.bin"),
            extraFile(secure.url() + "/secure.bin"));
  }

  private static String extraFile(String url) {
    return "<extraFile><url>%s</url><checksum>%s</checksum></extraFile>"
        .formatted(url, Checksum.sha256Of(content(URI.create(url).getPath())));
  }

  private static OriginServer origin(String path) {
    return OriginServer.start().serve(path, content(path));
  }

  /** Each file has its own: what two of them share would be fetched once. */
  private static byte[] content(String path) {
    return path.getBytes(StandardCharsets.UTF_8);
  }

  private static String host(OriginServer server) {
    return URI.create(server.url()).getAuthority();
  }

  private static String basic(String user) {
    byte[] login = (user + ":nexus-secret").getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(login);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
