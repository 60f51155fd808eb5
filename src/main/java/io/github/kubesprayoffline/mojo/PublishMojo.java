package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.read.UnpackedBundle;
import io.github.kubesprayoffline.error.Doing;
import io.github.kubesprayoffline.id.Sizes;
import io.github.kubesprayoffline.job.ChecksumRules;
import io.github.kubesprayoffline.job.JobRequest;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.publish.Published;
import io.github.kubesprayoffline.publish.Publisher;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
public final class PublishMojo extends AbstractResolveMojo {

  /**
   * The bundle whose files are published: the archive, the first of its volumes, or the unpacked
   * folder. Default are the files of the build, which are downloaded if they have not been.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.bundle")
  File bundle;

  /**
   * How many files of the build are downloaded at a time, if they have not been. Each may take up
   * to four connections.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.threads", defaultValue = "4")
  int threads;

  /**
   * Checksums for files of the build that Kubespray knows none of, by download id or URL: {@code
   * <checksums><mytool>sha256:…</mytool></checksums>}.
   *
   * @since 0.1.0
   */
  @Parameter Map<String, String> checksums = new LinkedHashMap<>();

  /**
   * Whether the build takes a file that neither Kubespray nor {@code checksums} knows a checksum of
   * as it comes first.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.trustOnFirstUse", defaultValue = "false")
  boolean trustOnFirstUse;

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
    Publisher publisher = Publisher.to(publishTo, buildContext().transport());
    Published report = bundle == null ? publishBuild(publisher) : publishBundle(publisher);
    getLog()
        .info(
            "Published %d files (%s) to %s; %d were there already"
                .formatted(report.sent(), Sizes.of(report.bytes()), publishTo, report.unchanged()));
  }

  @Override
  JobRequest request() {
    return super.request()
        .withChecksums(new ChecksumRules(Parameters.checksums(checksums), trustOnFirstUse))
        .withThreads(threads);
  }

  @Override
  void requireParameters() {
    super.requireParameters();
    Parameters.requireChecksums(checksums);
    Parameters.requireThreads(threads);
  }

  private Published publishBuild(Publisher publisher) {
    List<LockedFile> files = job().download();
    return publisher.publish(files, folder().resolve("files"));
  }

  private Published publishBundle(Publisher publisher) {
    UnpackedBundle unpacked =
        Doing.what(
            "reading the bundle " + bundle,
            () ->
                Bundle.open(bundle.toPath())
                    .unpack(
                        folder().resolve("opened"), path -> path.startsWith(BundleLayout.FILES)));
    return publisher.publish(unpacked.lock().files(), unpacked.files());
  }
}
