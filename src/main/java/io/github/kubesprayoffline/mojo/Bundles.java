package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.read.UnpackedBundle;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.job.BundleTarget;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.maven.archiver.MavenArchiver;

/** The bundle that a goal works on: the one that the user names, or the project's own. */
final class Bundles {

  private final AbstractBuildMojo mojo;

  Bundles(AbstractBuildMojo mojo) {
    this.mojo = mojo;
  }

  /** The project's own bundle, written now if it has not been. */
  WrittenBundle own() {
    return mojo.job().bundle(target());
  }

  /** The file or folder that the user names, or else the project's own. */
  Path chosen() {
    return mojo.bundle == null ? own().files().get(0) : mojo.bundle.toPath();
  }

  /** The bundle that the user names, with one of its folders unpacked. */
  UnpackedBundle unpackNamed(String folder) {
    Path target = mojo.job().request().folder().resolve("opened");
    return Doing.what(
        "reading the bundle " + mojo.bundle,
        () -> Bundle.open(mojo.bundle.toPath()).unpack(target, path -> path.startsWith(folder)));
  }

  private BundleTarget target() {
    return new BundleTarget(
        mojo.buildDirectory(),
        mojo.hasPom() ? Optional.of(mojo.project.getBuild().getFinalName()) : Optional.empty(),
        BundleFormat.parse(mojo.format),
        timestamp(),
        mojo.volumeSize == null
            ? OptionalLong.empty()
            : OptionalLong.of(Sizes.parse("volumeSize", mojo.volumeSize)),
        Optional.ofNullable(mojo.since).map(File::toPath));
  }

  /** Without one in the POM, the epoch: a bundle's bytes are to depend on what is in it alone. */
  Instant timestamp() {
    return MavenArchiver.parseBuildOutputTimestamp(mojo.outputTimestamp).orElse(Instant.EPOCH);
  }
}
