package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.BundleFormat;
import io.github.kubesprayoffline.bundle.WrittenBundle;
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
    }
  }

  private void attach(WrittenBundle bundle) {
    String extension = BundleFormat.parse(format).extension();
    if (!project.getPackaging().equals(PACKAGING)) {
      projectHelper.attachArtifact(project, extension, CLASSIFIER, bundle.file().toFile());
      return;
    }
    DefaultArtifactHandler handler = new DefaultArtifactHandler(PACKAGING);
    handler.setExtension(extension);
    project.getArtifact().setArtifactHandler(handler);
    project.getArtifact().setFile(bundle.file().toFile());
  }
}
