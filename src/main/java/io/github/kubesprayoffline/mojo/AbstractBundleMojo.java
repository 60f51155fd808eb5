package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.job.BundleTarget;
import java.io.File;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.maven.archiver.MavenArchiver;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share that pack the project's own bundle if that has not been done. */
abstract class AbstractBundleMojo extends AbstractBuildMojo {

  /**
   * How the bundle is packed: {@code tar.zst}, {@code tar.gz} or {@code tar}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.format", defaultValue = "tar.zst")
  String format;

  /**
   * Splits the bundle into volumes of this size, {@code <archive>.001} and so on, which {@code cat}
   * joins: {@code 700m}, {@code 4g}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.volumeSize")
  String volumeSize;

  /**
   * The lock or bundle that the site has already: the bundle becomes a delta, {@code
   * <name>.delta.<format>}, of what that one lacks.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.since")
  File since;

  @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
  String outputTimestamp;

  /** The project's own bundle, written now if it has not been. */
  final WrittenBundle ownBundle() {
    return job().bundle(target());
  }

  private BundleTarget target() {
    return new BundleTarget(
        buildDirectory(),
        finalName(),
        format(),
        timestamp(),
        volumeSize == null
            ? OptionalLong.empty()
            : OptionalLong.of(Sizes.parse("volumeSize", volumeSize)),
        Optional.ofNullable(since).map(File::toPath));
  }

  final BundleFormat format() {
    return BundleFormat.parse(format);
  }

  /** Without one in the POM, the epoch: a bundle's bytes are to depend on what is in it alone. */
  final Instant timestamp() {
    return MavenArchiver.parseBuildOutputTimestamp(outputTimestamp).orElse(Instant.EPOCH);
  }
}
