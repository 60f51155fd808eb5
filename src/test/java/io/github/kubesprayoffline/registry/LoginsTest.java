package io.github.kubesprayoffline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.LogEvent;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    Logins logins = Logins.read(Map.of("hub.example.com:5000", server), Map.of(), home);

    assertThat(find(logins, "hub.example.com:5000")).contains(server);
  }

  @Test
  void dockersConfigAtHome_isRead() throws IOException {
    config(home.resolve(".docker/config.json"), "hub.example.com", "docker", "d");

    assertThat(find(at(Map.of()), "hub.example.com")).contains(Credential.from("docker", "d"));
    assertThat(find(at(Map.of()), "quay.io")).isEmpty();
  }

  @Test
  void dockerConfigVariable_replacesTheOneAtHome() throws IOException {
    config(home.resolve(".docker/config.json"), "quay.io", "home", "h");
    config(home.resolve("elsewhere/config.json"), "quay.io", "variable", "v");

    assertThat(find(at(Map.of("DOCKER_CONFIG", home.resolve("elsewhere").toString())), "quay.io"))
        .contains(Credential.from("variable", "v"));
  }

  @Test
  void podmansAuthFile_isReadAfterDockers() throws IOException {
    config(home.resolve("run/containers/auth.json"), "quay.io", "podman", "p");
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", home.resolve("run").toString());

    assertThat(find(at(environment), "quay.io")).contains(Credential.from("podman", "p"));
  }

  @Test
  void dockerHub_isFoundUnderItsOldName() throws IOException {
    config(home.resolve(".docker/config.json"), "https://index.docker.io/v1/", "hub", "h");

    assertThat(find(at(Map.of()), "docker.io")).contains(Credential.from("hub", "h"));
  }

  @Test
  void identityToken_isARefreshToken() throws IOException {
    write(
        home.resolve(".docker/config.json"),
        "{\"auths\":{\"quay.io\":{\"identitytoken\":\"t0ken\",\"auth\":\"MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwOg==\"}}}");

    assertThat(find(at(Map.of()), "quay.io"))
        .hasValueSatisfying(login -> assertThat(login.isOAuth2RefreshToken()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{broken", "{\"auths\":{\"quay.io\":{\"auth\":\"\"}}}"})
  void brokenConfig_isNamed(String text) throws IOException {
    write(home.resolve(".docker/config.json"), text);

    assertThatThrownBy(() -> find(at(Map.of()), "quay.io"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(home.resolve(".docker/config.json").toString())
        .hasMessageContaining("quay.io");
  }

  @Test
  void text_hasNoSecrets() throws IOException {
    Logins logins = Logins.read(Map.of("hub", Credential.from("maven", "s3cret")), Map.of(), home);

    assertThat(logins.toString()).contains("hub").doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker.io",
        "index.docker.io",
        "registry-1.docker.io",
        "https://index.docker.io/v1/"
      })
  void dockerHubsServer_isFoundUnderEachOfItsNames(String id) {
    Credential server = Credential.from("maven", "m");

    assertThat(find(Logins.read(Map.of(id, server), Map.of(), home), "docker.io")).contains(server);
    assertThat(find(Logins.read(Map.of(id, server), Map.of(), home), "quay.io")).isEmpty();
  }

  @Test
  void missingHelper_isWarnedOf() throws IOException {
    write(home.resolve(".docker/config.json"), "{\"credHelpers\":{\"quay.io\":\"not-there\"}}");
    List<String> warnings = new ArrayList<>();

    assertThat(at(Map.of()).find("quay.io", warnings::add)).isEmpty();
    assertThat(warnings).isNotEmpty();
    assertThat(warnings.get(0))
        .contains("docker-credential-not-there", home.resolve(".docker/config.json").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The credential helper (docker-credential-x) has nothing for server URL: quay.io\n\nGot output:\n\nS3cret",
        "Unrecognized token 'S3cret': was expecting JSON",
        "  Caused by: Unrecognized token 'S3cret'",
      })
  void wordsOfAHelper_areNotQuoted(String said) {
    assertThat(Logins.warning(LogEvent.warn(said)).orElse("")).doesNotContain("S3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"S3cret", "{\"auths\":S3cret}", "{\"auths\":{\"quay.io\":{\"auth\":\"S3cret\"}}}"})
  void brokenConfig_isNotQuoted(String text) throws IOException {
    write(home.resolve(".docker/config.json"), text);

    assertThatThrownBy(() -> find(at(Map.of()), "quay.io"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageNotContaining("S3cret")
        .hasNoCause();
  }

  private static Optional<Credential> find(Logins logins, String registry) {
    return logins.find(registry, ignored -> {});
  }

  private Logins at(Map<String, String> environment) {
    return Logins.read(Map.of(), environment, home);
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
