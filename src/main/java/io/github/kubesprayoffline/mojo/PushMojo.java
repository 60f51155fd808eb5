package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.image.LayoutFolder;
import io.github.kubesprayoffline.image.push.ImagePusher;
import io.github.kubesprayoffline.image.push.ImageTarget;
import io.github.kubesprayoffline.image.push.PushReport;
import io.github.kubesprayoffline.image.push.PushReport.Outcome;
import io.github.kubesprayoffline.job.BuildContext;
import io.github.kubesprayoffline.oci.ImageSource;
import java.io.File;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Sends the images of a bundle to a private registry: those of the file that {@code bundle} names,
 * else the build's own. What the registry has already is not sent again, and what is not as the
 * lock has it is refused.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "push",
    defaultPhase = LifecyclePhase.DEPLOY,
    requiresProject = false,
    threadSafe = true)
public final class PushMojo extends AbstractPullMojo {

  /**
   * The bundle whose images are sent: the archive, the first of its volumes, or the unpacked
   * folder. Default are the images of the build, which are pulled if they have not been.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.bundle")
  File bundle;

  /**
   * The registry to send the images to: {@code host[:port][/prefix]}, without a scheme. The
   * packaging leaves the goal out where none is given; on the command line it is an error.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.pushTo")
  String pushTo;

  @Override
  void run() {
    if (!isGiven("pushTo", pushTo, "host[:port][/prefix]")) {
      return;
    }
    ImageTarget target = ImageTarget.parse(pushTo, imagePath());
    BuildContext context = buildContext();
    report(
        new ImagePusher(context.registries(), context.progress(), threads).push(images(), target));
  }

  @Override
  Optional<String> pushTarget() {
    return Optional.ofNullable(pushTo);
  }

  private ImageSource images() {
    if (bundle != null) {
      return Doing.what(
          "reading the bundle " + bundle, () -> Bundle.open(bundle.toPath()).images(threads));
    }
    job().pull();
    return LayoutFolder.open(folder().resolve("images"), threads);
  }

  private void report(PushReport report) {
    report.warnings().forEach(getLog()::warn);
    long there = report.images().stream().filter(i -> i.outcome() == Outcome.THERE).count();
    getLog()
        .info(
            "Pushed %d images to %s: %d were there already; %d blobs (%s) sent, %d mounted"
                .formatted(
                    report.images().size(),
                    pushTo,
                    there,
                    report.blobsSent(),
                    Sizes.of(report.bytesSent()),
                    report.blobsMounted()));
  }
}
