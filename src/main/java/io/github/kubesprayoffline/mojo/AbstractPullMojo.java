package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.job.JobRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * What the goals share that bring images. They know the mirror too: a {@code runnerImage} has in it
 * what was written for that.
 */
abstract class AbstractPullMojo extends AbstractConfigMojo {

  /**
   * Mirrors of image registries, {@code registry=host[:port][/prefix]}, tried in order before the
   * original: {@code registry.k8s.io=hub.example.com/registry.k8s.io}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.registryMirrors")
  List<String> registryMirrors = new ArrayList<>();

  /**
   * How many transfers run at a time. Each may take up to four connections: for parts of a large
   * item where a server is slow, or for as many small image blobs.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.threads", defaultValue = "4")
  int threads;

  @Override
  JobRequest request() {
    return super.request().withRegistryMirrors(registryMirrors).withThreads(threads);
  }

  /** The registries that the goal speaks with, if the user allows it. */
  @Override
  final Set<String> insecureHosts() {
    if (!allowInsecureRegistries) {
      return Set.of();
    }
    return Stream.concat(
            pushTarget().stream(),
            registryMirrors.stream().map(mirror -> mirror.substring(mirror.indexOf('=') + 1)))
        .map(address -> address.strip().split("/", 2)[0].strip().toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /** The registry that this goal sends to, {@code host[:port][/prefix]}. */
  Optional<String> pushTarget() {
    return Optional.empty();
  }

  @Override
  void requireParameters() {
    super.requireParameters();
    Parameters.requireThreads(threads);
  }
}
