package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.verify.VerifyReport;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.verify.BundleVerification;
import java.io.File;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Proves a bundle complete, untampered, and closed under its inventory: the archive, the first of
 * its volumes, or the unpacked folder that {@code bundle} names; else the project's own, which is
 * built if it has not been. With {@code inventory}, a named bundle must have been made for that
 * one.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "verify",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class VerifyMojo extends AbstractBundleMojo {

  /**
   * The bundle to verify: the archive, the first of its volumes, or the unpacked folder. Default is
   * the project's own, which is built if it has not been.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.bundle")
  File bundle;

  @Override
  void run() {
    VerifyReport report =
        BundleVerification.verify(
            bundle == null ? ownBundle().files().get(0) : bundle.toPath(),
            folder(),
            Optional.ofNullable(vaultPasswordFile).map(File::toPath),
            Optional.ofNullable(bundle == null ? null : inventory).map(File::toPath));
    report.notes().forEach(note -> getLog().info(note));
    getLog()
        .info(
            "%s is sound: %d files, %s. %s"
                .formatted(
                    report.bundle(), report.files(), Sizes.of(report.bytes()), closed(report)));
  }

  private static String closed(VerifyReport report) {
    return report.inputs().isPresent()
        ? "Its inventory asks for nothing else."
        : "It is a delta: what its inventory asks for is proven once it has been applied.";
  }
}
