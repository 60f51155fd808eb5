package io.github.kubesprayoffline.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.Printable;
import io.github.kubesprayoffline.io.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Who we are at a registry: what settings.xml says of its host, else what Docker and Podman wrote
 * when their user logged in, their credential helpers included.
 *
 * @param servers by {@code host[:port]} in small letters
 * @param configs files of the form of Docker's config.json, in the order they are asked
 */
public record Logins(Map<String, Credential> servers, List<Path> configs) {

  /** Docker Hub, and the other names by which people know it. */
  private static final List<String> DOCKER_HUB =
      List.of(
          "docker.io", "index.docker.io", "registry-1.docker.io", "https://index.docker.io/v1/");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LARGEST_CONFIG = 1 << 24;

  /** Warnings in jib's own words, up to the end of their line. */
  private static final List<String> OF_JIB =
      List.of("The credential helper (", "The system does not have ");

  public Logins {
    servers = Map.copyOf(servers);
    configs = List.copyOf(configs);
  }

  /** No logins at all. */
  public static Logins none() {
    return new Logins(Map.of(), List.of());
  }

  /**
   * The servers, then the files where Docker and Podman keep their logins: {@code
   * $DOCKER_CONFIG/config.json} or {@code ~/.docker/config.json}, {@code $REGISTRY_AUTH_FILE},
   * {@code $XDG_RUNTIME_DIR/containers/auth.json} and {@code ~/.config/containers/auth.json}.
   */
  public static Logins read(
      Map<String, Credential> servers, Map<String, String> environment, Path home) {
    Path docker =
        folder(environment, "DOCKER_CONFIG").orElse(home.resolve(".docker")).resolve("config.json");
    Stream<Path> podman =
        Stream.of(
                folder(environment, "REGISTRY_AUTH_FILE"),
                folder(environment, "XDG_RUNTIME_DIR")
                    .map(dir -> dir.resolve("containers/auth.json")),
                Optional.of(home.resolve(".config/containers/auth.json")))
            .flatMap(Optional::stream);
    return new Logins(servers, Stream.concat(Stream.of(docker), podman).toList());
  }

  /**
   * The login for a registry.
   *
   * @param warnings hears what keeps a file from giving one, such as a helper that is not there
   * @throws InvalidInputException if a file, or a login in it, cannot be read
   */
  public Optional<Credential> find(String registry, Consumer<String> warnings) {
    return server(registry.toLowerCase(Locale.ROOT))
        .or(
            () ->
                configs.stream()
                    .filter(Files::isRegularFile)
                    .flatMap(config -> ask(config, registry, warnings).stream())
                    .findFirst());
  }

  private Optional<Credential> server(String registry) {
    return names(registry).stream().map(servers::get).filter(Objects::nonNull).findFirst();
  }

  private static List<String> names(String registry) {
    return registry.equals(DOCKER_HUB.get(0)) ? DOCKER_HUB : List.of(registry);
  }

  private static Optional<Credential> ask(Path config, String registry, Consumer<String> warnings) {
    ImageReference any = ImageReference.of(registry, "any", null);
    try {
      // jib passes over a file that it cannot read, as if there were no login in it.
      JSON.readTree(SmallFile.read(config, LARGEST_CONFIG));
      return CredentialRetrieverFactory.forImage(
              any,
              event ->
                  warning(event).map(said -> "%s (%s)".formatted(said, config)).ifPresent(warnings))
          .dockerConfig(config)
          .retrieve();
    } catch (JsonProcessingException e) {
      throw unreadable(registry, config, line(e) + "it is no JSON");
    } catch (IOException
        | CredentialRetrievalException
        | IllegalArgumentException
        | StringIndexOutOfBoundsException e) {
      throw unreadable(registry, config, e.getClass().getSimpleName());
    }
  }

  private static String line(JsonProcessingException fault) {
    return fault.getLocation() == null
        ? ""
        : "line %d: ".formatted(fault.getLocation().getLineNr());
  }

  /** Without the cause, which may quote what is in the file. */
  private static InvalidInputException unreadable(String registry, Path config, String why) {
    return new InvalidInputException(
        "The login for %s cannot be read from %s (%s). Repair that file, or log in again."
            .formatted(registry, config, why));
  }

  /**
   * jib goes on as if there were no login where a helper fails, and tells of it alone. What the
   * helper itself said is not repeated: it may be the password.
   */
  static Optional<String> warning(LogEvent event) {
    String said = event.getMessage().strip().split("\\R", 2)[0];
    if (event.getLevel() != LogEvent.Level.WARN || said.startsWith("Caused by")) {
      return Optional.empty();
    }
    boolean ofJib = OF_JIB.stream().anyMatch(said::startsWith);
    return Optional.of(ofJib ? Printable.of(said) : "a credential helper failed");
  }

  private static Optional<Path> folder(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isEmpty())
        .map(Path::of);
  }

  /** Names hosts and files only. */
  @Override
  public String toString() {
    return "Logins[servers=%s, configs=%s]".formatted(servers.keySet(), configs);
  }
}
