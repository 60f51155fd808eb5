package io.github.kubesprayoffline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.verify.VerifyReport;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.ImageEntry;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.job.BundleTarget;
import io.github.kubesprayoffline.job.Job;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import io.github.kubesprayoffline.source.KubesprayTree;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import io.github.kubesprayoffline.testing.TarGz;
import io.github.kubesprayoffline.verify.BundleVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was made for the bundle of a real release is made again, byte for byte. */
class RealBundlesIT {

  @TempDir Path folder;

  static Stream<String> archives() throws IOException {
    try (Stream<Path> files = Files.list(Shared.folder().resolve("kubespray"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("archives")
  @RequiresShared("kubespray")
  void bundleOfARealRelease_isSound(String archive) throws IOException {
    Path source = Shared.folder().resolve("kubespray").resolve(archive);
    TarGz.unpack(source, folder.resolve("tree"));
    KubesprayTree tree =
        KubesprayTree.open(folder.resolve("tree").resolve(archive.replace(".tar.gz", "")));
    try (OriginServer origin = OriginServer.start();
        FakeRegistry registry = FakeRegistry.start()) {
      VerifyReport report = verify(bundle(source, tree, origin, registry));

      assertThat(report.findings()).isEmpty();
      assertThat(report.inputs()).isPresent();
    }
  }

  private WrittenBundle bundle(
      Path source, KubesprayTree tree, OriginServer origin, FakeRegistry registry) {
    TestJob jobs =
        new TestJob(
            folder,
            tree.version(),
            source,
            Optional.empty(),
            Selection.DEFAULT,
            MirrorSettings.defaults(ImagePath.STRIP),
            origin,
            registry);
    Catalog catalog = jobs.with(Map.of()).resolve().catalog();
    for (ImageEntry image : catalog.selectedImages()) {
      registry.pushImage(image.ref().toString(), "linux/amd64", "linux/arm64");
    }
    Job job = jobs.with(StandIns.serve(origin, tree, catalog));
    return job.bundle(
        new BundleTarget(
            folder.resolve("target"), Optional.of("real"), BundleFormat.TAR, Instant.EPOCH));
  }

  private VerifyReport verify(WrittenBundle bundle) {
    return BundleVerification.verify(
        bundle.file(), folder.resolve("work"), Optional.empty(), Optional.empty());
  }
}
