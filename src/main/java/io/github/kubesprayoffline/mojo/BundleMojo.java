package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.BundleFormat;
import io.github.kubesprayoffline.bundle.Sbom;
import io.github.kubesprayoffline.bundle.WrittenBundle;
import io.github.kubesprayoffline.error.OfflineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * The main job: packs everything that a site without internet needs into one archive, the same
 * bytes for the same inputs, and attaches it to the project. Without a POM the archive is {@code
 * target/kubespray-offline-<version>.tar.zst}.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "bundle",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresProject = false,
    threadSafe = true)
public final class BundleMojo extends AbstractKubesprayMojo {

  static final String PACKAGING = "kubespray-bundle";
  private static final String CLASSIFIER = "offline";
  private static final String SBOM = "cyclonedx";
  private static final String DELTA = "offline-delta";

  @Override
  void run() {
    WrittenBundle bundle = new Bundles(this).own();
    new SummaryTable(getLog()).print(job().summaries());
    getLog()
        .info(
            "Bundle: %s (%s, %s)"
                .formatted(bundle.file(), Sizes.of(bundle.size()), bundle.sha256()));
    if (hasPom()) {
      attach(bundle);
      projectHelper.attachArtifact(project, "json", SBOM, sbom().toFile());
    }
  }

  /** The bill of materials that is in the bundle too, for those who look for it in a repository. */
  private Path sbom() {
    String name = project.getBuild().getFinalName();
    Path file = buildDirectory().resolve(name + "-sbom.cdx.json");
    try {
      return Files.write(file, Sbom.of(name, new Bundles(this).timestamp(), job().lock()));
    } catch (IOException e) {
      throw new OfflineException(file + " cannot be written: " + e, e);
    }
  }

  /** Each volume of a split bundle is an artifact of its own. */
  private void attach(WrittenBundle bundle) {
    String extension = BundleFormat.parse(format).extension();
    boolean isMain = project.getPackaging().equals(PACKAGING);
    for (Path file : bundle.files()) {
      String name = file.getFileName().toString();
      String type = name.substring(name.lastIndexOf(extension));
      if (isMain && file.equals(bundle.files().get(0))) {
        attachAsMain(file, type);
      } else if (isMain) {
        projectHelper.attachArtifact(project, type, file.toFile());
      } else {
        projectHelper.attachArtifact(
            project, type, since == null ? CLASSIFIER : DELTA, file.toFile());
      }
    }
  }

  private void attachAsMain(Path file, String type) {
    DefaultArtifactHandler handler = new DefaultArtifactHandler(PACKAGING);
    handler.setExtension(type);
    project.getArtifact().setArtifactHandler(handler);
    project.getArtifact().setFile(file.toFile());
  }
}
