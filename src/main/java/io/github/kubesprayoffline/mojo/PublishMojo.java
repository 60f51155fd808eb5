package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.read.UnpackedBundle;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.publish.Published;
import io.github.kubesprayoffline.publish.Publisher;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Puts the files of a bundle where a file server serves them from, under the paths that Kubespray's
 * URLs want. What is there already is not sent again, and what is not as the lock has it is
 * refused.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "publish",
    defaultPhase = LifecyclePhase.DEPLOY,
    requiresProject = false,
    threadSafe = true)
public final class PublishMojo extends AbstractBuildMojo {

  /**
   * Where the file server keeps its files: {@code file:///srv/files}, {@code gs://bucket/files},
   * the URI of any file system whose provider is among the plugin's dependencies, or the URL of a
   * repository that takes files by PUT. The packaging leaves the goal out where none is given; on
   * the command line it is an error.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.publishTo")
  String publishTo;

  @Override
  void run() {
    if (!isGiven("publishTo", publishTo, "file:///..., gs://... or https://...")) {
      return;
    }
    Publisher publisher = Publisher.to(publishTo, tools().transport());
    Published report = bundle == null ? publishBuild(publisher) : publishBundle(publisher);
    getLog()
        .info(
            "Published %d files (%s) to %s; %d were there already"
                .formatted(report.sent(), Sizes.of(report.bytes()), publishTo, report.unchanged()));
  }

  private Published publishBuild(Publisher publisher) {
    List<LockedFile> files = job().download();
    return publisher.publish(files, job().request().folder().resolve("files"));
  }

  private Published publishBundle(Publisher publisher) {
    UnpackedBundle unpacked = new Bundles(this).unpackNamed(BundleLayout.FILES);
    return publisher.publish(unpacked.lock().files(), unpacked.files());
  }
}
