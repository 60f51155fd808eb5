package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.Sbom;
import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.io.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import javax.inject.Inject;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.project.MavenProjectHelper;

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
public final class BundleMojo extends AbstractBundleMojo {

  static final String PACKAGING = "kubespray-bundle";
  private static final String CLASSIFIER = "offline";
  private static final String SBOM = "cyclonedx";
  private static final String DELTA = "offline-delta";

  @Inject MavenProjectHelper projectHelper;

  @Override
  void run() {
    WrittenBundle bundle = ownBundle();
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
      WholeFile.write(file, out -> out.write(Sbom.of(name, timestamp(), job().lock())));
      return file;
    } catch (IOException e) {
      throw new OfflineException(file + " cannot be written: " + e, e);
    }
  }

  /** Each volume of a split bundle is an artifact of its own, and its checksum another. */
  private void attach(WrittenBundle bundle) {
    Path main = project.getPackaging().equals(PACKAGING) ? bundle.files().get(0) : null;
    for (Path file : bundle.files()) {
      if (file.equals(main)) {
        attachAsMain(file);
      } else {
        attach(file);
      }
    }
    bundle.checksums().forEach(this::attach);
  }

  private void attach(Path file) {
    boolean isMain = project.getPackaging().equals(PACKAGING);
    String classifier = isMain ? null : since == null ? CLASSIFIER : DELTA;
    projectHelper.attachArtifact(project, type(file), classifier, file.toFile());
  }

  /** What follows the bundle's name: {@code tar.zst}, {@code tar.zst.001}. */
  private String type(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf("." + format().extension()) + 1);
  }

  private void attachAsMain(Path file) {
    DefaultArtifactHandler handler = new DefaultArtifactHandler(PACKAGING);
    handler.setExtension(type(file));
    project.getArtifact().setArtifactHandler(handler);
    project.getArtifact().setFile(file.toFile());
  }
}
