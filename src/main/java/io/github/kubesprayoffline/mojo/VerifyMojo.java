package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.BundleVerifier;
import io.github.kubesprayoffline.bundle.VerifyReport;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Proves a bundle complete and untampered: the archive, the first of its volumes, or the unpacked
 * folder that {@code bundle} names; else the project's own, which is built if it has not been.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "verify",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class VerifyMojo extends AbstractKubesprayMojo {

  @Override
  void run() {
    VerifyReport report = BundleVerifier.verify(new Bundles(this).chosen());
    report.requireSound();
    getLog()
        .info(
            "%s is sound: %d files, %s"
                .formatted(report.bundle(), report.files(), Sizes.of(report.bytes())));
  }
}
