package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.TlsFiles;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.registry.Logins;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a build reaches the world: Maven's settings and the plugin's parameters, put together. */
final class Connections {

  private final AbstractBuildMojo mojo;
  private final MavenConnections maven;

  Connections(AbstractBuildMojo mojo) {
    this.mojo = mojo;
    this.maven =
        MavenConnections.of(mojo.session.getSettings(), mojo.settingsDecrypter, mojo.getLog());
  }

  HttpSettings settings() {
    return HttpSettings.DEFAULT
        .withProxies(maven.proxies())
        .withCredentials(maven.credentials())
        .withTls(tls())
        .withInsecureHosts(insecureHosts())
        .withOffline(mojo.session.isOffline())
        .withUserAgent(userAgent())
        .withRetry(RetryPolicy.DEFAULT.withRetries(mojo.retries));
  }

  Logins logins() {
    return Logins.of(maven.logins(), System.getenv(), Path.of(System.getProperty("user.home")));
  }

  private Map<String, TlsFiles> tls() {
    Map<String, TlsFiles> byHost = new HashMap<>();
    for (TlsParameter each : mojo.tls) {
      if (each.host == null) {
        throw new InvalidInputException(
            "tls: an entry has no host. Write <tls><host>nexus.example.com</host><ca>ca.pem</ca></tls>.");
      }
      byHost.put(
          small(each.host), new TlsFiles(path(each.ca), path(each.certificate), path(each.key)));
    }
    return byHost;
  }

  private static Optional<Path> path(File file) {
    return Optional.ofNullable(file).map(File::toPath);
  }

  /** The hosts of the registries that the goal speaks with, if the user allows it. */
  private Set<String> insecureHosts() {
    Set<String> hosts = new HashSet<>();
    if (mojo.allowInsecureRegistries) {
      mojo.pushTarget().map(Connections::host).ifPresent(hosts::add);
      mojo.registryMirrors.stream()
          .map(mirror -> host(mirror.substring(mirror.indexOf('=') + 1)))
          .forEach(hosts::add);
    }
    return hosts;
  }

  private static String host(String registry) {
    return small(registry.strip().split("/", 2)[0]);
  }

  /** Hosts are looked up in small letters. */
  private static String small(String host) {
    return host.strip().toLowerCase(Locale.ROOT);
  }

  private String userAgent() {
    String version = Optional.ofNullable(mojo.execution.getVersion()).orElse("");
    return "kubespray-offline/%s (Java %s)".formatted(version, Runtime.version().feature());
  }
}
