package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.job.Job;
import java.util.Map;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Brings the selected images as an OCI image layout under {@code images/}, manifests and indexes
 * byte for byte, so that every digest stays what the upstream registry says.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "pull",
    defaultPhase = LifecyclePhase.PREPARE_PACKAGE,
    requiresProject = false,
    threadSafe = true)
public final class PullMojo extends AbstractPullMojo {

  @Override
  void run() {
    job().pull();
    new SummaryTable(getLog()).print(Map.of(Job.IMAGES, job().summaries().get(Job.IMAGES)));
  }
}
