package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.job.Job;
import java.util.Map;
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
public final class DownloadMojo extends AbstractKubesprayMojo {

  @Override
  void run() {
    job().download();
    new SummaryTable(getLog()).print(Map.of(Job.FILES, job().summaries().get(Job.FILES)));
  }
}
