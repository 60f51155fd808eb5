package io.github.kubesprayoffline.overlay;

import io.github.kubesprayoffline.lock.MirrorRecord;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the nodes find docker-ce's packages on the site; each empty where the site has none.
 *
 * @param yum holds {@code docker-ce/} for CentOS, Red Hat and Fedora, as Kubespray's sample has it
 * @param debian the same for Debian
 * @param ubuntu the same for Ubuntu
 * @param docker a mirror of {@code https://download.docker.com/linux} for all of them
 */
public record PackageRepositories(
    Optional<String> yum,
    Optional<String> debian,
    Optional<String> ubuntu,
    Optional<String> docker) {

  /** No mirror of any distribution. */
  public static final PackageRepositories NONE =
      new PackageRepositories(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Those of a mirror that was written down. */
  static PackageRepositories of(MirrorRecord.Packages packages) {
    return new PackageRepositories(
        packages.yum(), packages.debian(), packages.ubuntu(), packages.docker());
  }

  public PackageRepositories {
    Objects.requireNonNull(yum);
    Objects.requireNonNull(debian);
    Objects.requireNonNull(ubuntu);
    Objects.requireNonNull(docker);
  }
}
