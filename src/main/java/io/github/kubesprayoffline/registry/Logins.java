package io.github.kubesprayoffline.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.kubesprayoffline.error.InvalidInputException;
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
  public static Logins of(
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
      new ObjectMapper().readTree(config.toFile());
      return CredentialRetrieverFactory.forImage(any, event -> warn(event, config, warnings))
          .dockerConfig(config)
          .retrieve();
    } catch (IOException
        | CredentialRetrievalException
        | IllegalArgumentException
        | StringIndexOutOfBoundsException e) {
      throw new InvalidInputException(
          "The login for %s cannot be read from %s. Repair that file, or log in again."
              .formatted(registry, config),
          e);
    }
  }

  /** jib goes on as if there were no login where a helper fails, and tells of it alone. */
  private static void warn(LogEvent event, Path config, Consumer<String> warnings) {
    if (event.getLevel() == LogEvent.Level.WARN) {
      warnings.accept("%s (%s)".formatted(event.getMessage().strip(), config));
    }
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
