package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.job.Job;
import java.util.Map;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Brings the selected files under {@code files/<host>/<path>}, each verified against Kubespray's
 * own checksum.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "download",
    defaultPhase = LifecyclePhase.PREPARE_PACKAGE,
    requiresProject = false,
    threadSafe = true)
public final class DownloadMojo extends AbstractBuildMojo {

  @Override
  void run() {
    if (isWithPull()) {
      job().bring();
    } else {
      job().download();
    }
    new SummaryTable(getLog()).print(Map.of(Job.FILES, job().summaries().get(Job.FILES)));
  }

  /** The packaging runs pull next: what both lack is to be said at once. */
  private boolean isWithPull() {
    return project.getPackaging().equals(BundleMojo.PACKAGING)
        && execution.getSource() != MojoExecution.Source.CLI;
  }
}
