package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.certificate.IdentitySource;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.serve.BundleServer;
import io.github.kubesprayoffline.serve.ServeSettings;
import io.github.kubesprayoffline.serve.ServedBundle;
import io.github.kubesprayoffline.serve.UsageHints;
import io.github.kubesprayoffline.store.Store;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Serves a bundle until it is interrupted: its files and a registry for pulling on one port, and at
 * the root a page that says what is in it. Builds none: without {@code bundle}, it takes the one
 * that the goal {@code bundle} has written in this project.
 *
 * <p>An archive's contents go verified into the store, so that a second start takes no time; an
 * unpacked folder is hashed once and used as it lies.
 *
 * @since 0.1.0
 */
@Mojo(name = "serve", aggregator = true, requiresProject = false, threadSafe = true)
public final class ServeMojo extends AbstractCertificateMojo {

  /**
   * The bundle to serve: the archive, the first of its volumes, or the unpacked folder. Default is
   * the one that lies in {@code target}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.bundle")
  File bundle;

  /**
   * The store of verified files and images, shared by all builds of this user.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.cache", defaultValue = "${user.home}/.m2/kubespray-offline")
  File cache;

  /**
   * The port to serve on; 0 takes any that is free.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.port", defaultValue = "8080")
  int port;

  /**
   * The address to listen on. Default are all addresses of this machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.address")
  String address;

  @Override
  void run() {
    Optional<IdentitySource> source = identitySource();
    ServedBundle served =
        served(bundle == null ? OwnBundle.in(buildDirectory(), finalName()) : bundle.toPath());
    ServeSettings settings =
        new ServeSettings(
            Optional.ofNullable(address),
            port,
            Set.copyOf(names()),
            source.map(from -> from.current(Instant.now())));
    try (BundleServer server = BundleServer.start(served, settings, getLog()::warn)) {
      stopWithTheJvm(server);
      UsageHints.lines(served, authority(server), source.isPresent()).forEach(getLog()::info);
      sayWhomToTrust();
      source.ifPresent(from -> new Renewal(from, server, getLog()).start());
      server.join();
    }
  }

  private ServedBundle served(Path chosen) {
    return Doing.what(
        "reading the bundle " + chosen,
        () -> ServedBundle.open(chosen, Store.open(cache.toPath()), getLog()::info));
  }

  private String authority(BundleServer server) {
    boolean told = address != null && hostNames.isEmpty();
    String host = told ? address : names().get(0);
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
  }

  private void stopWithTheJvm(BundleServer server) {
    Thread stop =
        new Thread(
            () -> {
              server.close();
              getLog().info("Stopped after %d requests".formatted(server.requests()));
            },
            "stop serving");
    Runtime.getRuntime().addShutdownHook(stop);
  }
}
