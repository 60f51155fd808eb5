package io.github.kubesprayoffline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Credential;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginsTest {

  @TempDir Path home;

  @Test
  void server_outranksDockersConfig() throws IOException {
    config(home.resolve(".docker/config.json"), "hub.example.com:5000", "docker", "d");
    Credential server = Credential.from("maven", "m");

    Logins logins = Logins.of(Map.of("hub.example.com:5000", server), Map.of(), home);

    assertThat(logins.find("hub.example.com:5000")).contains(server);
  }

  @Test
  void dockersConfigAtHome_isRead() throws IOException {
    config(home.resolve(".docker/config.json"), "hub.example.com", "docker", "d");

    assertThat(at(Map.of()).find("hub.example.com")).contains(Credential.from("docker", "d"));
    assertThat(at(Map.of()).find("quay.io")).isEmpty();
  }

  @Test
  void dockerConfigVariable_replacesTheOneAtHome() throws IOException {
    config(home.resolve(".docker/config.json"), "quay.io", "home", "h");
    config(home.resolve("elsewhere/config.json"), "quay.io", "variable", "v");

    assertThat(at(Map.of("DOCKER_CONFIG", home.resolve("elsewhere").toString())).find("quay.io"))
        .contains(Credential.from("variable", "v"));
  }

  @Test
  void podmansAuthFile_isReadAfterDockers() throws IOException {
    config(home.resolve("run/containers/auth.json"), "quay.io", "podman", "p");
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", home.resolve("run").toString());

    assertThat(at(environment).find("quay.io")).contains(Credential.from("podman", "p"));
  }

  @Test
  void dockerHub_isFoundUnderItsOldName() throws IOException {
    config(home.resolve(".docker/config.json"), "https://index.docker.io/v1/", "hub", "h");

    assertThat(at(Map.of()).find("docker.io")).contains(Credential.from("hub", "h"));
  }

  @Test
  void identityToken_isARefreshToken() throws IOException {
    write(
        home.resolve(".docker/config.json"),
        "{\"auths\":{\"quay.io\":{\"identitytoken\":\"t0ken\",\"auth\":\"MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwOg==\"}}}");

    assertThat(at(Map.of()).find("quay.io"))
        .hasValueSatisfying(login -> assertThat(login.isOAuth2RefreshToken()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{broken", "{\"auths\":{\"quay.io\":{\"auth\":\"\"}}}"})
  void brokenConfig_isNamed(String text) throws IOException {
    write(home.resolve(".docker/config.json"), text);

    assertThatThrownBy(() -> at(Map.of()).find("quay.io"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(home.resolve(".docker/config.json").toString())
        .hasMessageContaining("quay.io");
  }

  @Test
  void text_hasNoSecrets() throws IOException {
    Logins logins = Logins.of(Map.of("hub", Credential.from("maven", "s3cret")), Map.of(), home);

    assertThat(logins.toString()).contains("hub").doesNotContain("s3cret");
  }

  private Logins at(Map<String, String> environment) {
    return Logins.of(Map.of(), environment, home);
  }

  private static void config(Path file, String host, String user, String password)
      throws IOException {
    String auth =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    write(file, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(host, auth));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
