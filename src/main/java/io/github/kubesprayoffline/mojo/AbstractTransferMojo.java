package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.http.retry.RetryPolicy;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.job.BuildContext;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.store.Store;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** What the goals share that reach the world, and keep what they bring in the store. */
abstract class AbstractTransferMojo extends AbstractOfflineMojo {

  /**
   * The store of verified files and images, shared by all builds of this user.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.cache", defaultValue = "${user.home}/.m2/kubespray-offline")
  File cache;

  /**
   * The most that one file or one layer of an image may have, such as {@code 500m} or {@code 20g}:
   * a server that sends more, or says that it will, is no longer listened to.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.maxFileSize", defaultValue = "16g")
  String maxFileSize;

  /**
   * How often a transfer is tried again after a fault of the network or the server, with growing
   * pauses in between.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.retries", defaultValue = "5")
  int retries;

  /**
   * Whom to trust, and who we are, for single hosts: {@code <tls><host>nexus.example.com</host>
   * <ca>ca.pem</ca></tls>}; with {@code certificate} and {@code key}, PEM files too, for a host
   * that asks for a client certificate.
   *
   * @since 0.1.0
   */
  @Parameter List<TlsParameter> tls = new ArrayList<>();

  @Inject SettingsDecrypter settingsDecrypter;

  /** What goals that speak to the world do it with; one for all that speak to it alike. */
  final BuildContext buildContext() {
    MavenConnections maven =
        shared(
            MavenConnections.class,
            () -> MavenConnections.of(session.getSettings(), settingsDecrypter, getLog()));
    HttpSettings settings = connections(maven);
    long largest = Sizes.parse("maxFileSize", maxFileSize);
    return shared(
        List.of(BuildContext.class, cache, settings, largest),
        () ->
            BuildContext.of(
                    Store.open(cache.toPath()),
                    settings,
                    Logins.read(
                        maven.logins(), System.getenv(), Path.of(System.getProperty("user.home"))),
                    new TransferLog(getLog(), TransferLog.Style.of(session)))
                .withLargest(largest));
  }

  private HttpSettings connections(MavenConnections maven) {
    return HttpSettings.DEFAULT
        .withProxies(maven.proxies())
        .withCredentials(maven.credentials())
        .withTls(TlsParameter.byHost(tls))
        .withInsecureHosts(insecureHosts())
        .withOffline(session.isOffline())
        .withUserAgent(userAgent())
        .withRetry(RetryPolicy.DEFAULT.withRetries(retries));
  }

  private String userAgent() {
    String ours = Optional.ofNullable(execution.getVersion()).orElse("");
    return "kubespray-offline/%s (Java %s)".formatted(ours, Runtime.version().feature());
  }

  /** The hosts that need not prove who they are. */
  Set<String> insecureHosts() {
    return Set.of();
  }

  /** What goals of this build that ask for the same have in common. */
  @SuppressWarnings("unchecked") // Maven's plugin context is a raw map.
  final <T> T shared(Object key, Supplier<T> made) {
    Map<Object, Object> context = getPluginContext();
    return (T) context.computeIfAbsent(key, absent -> made.get());
  }

  @Override
  void requireParameters() {
    var unused = RetryPolicy.DEFAULT.withRetries(retries); // Refuses what makes no sense.
  }
}
