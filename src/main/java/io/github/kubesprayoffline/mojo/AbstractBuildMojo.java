package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.job.ChecksumRules;
import io.github.kubesprayoffline.job.JobRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share that bring all there is: images, and files. */
abstract class AbstractBuildMojo extends AbstractPullMojo {

  /**
   * Checksums for files that Kubespray knows none of, by download id or URL: {@code
   * <checksums><mytool>sha256:…</mytool></checksums>}.
   *
   * @since 0.1.0
   */
  @Parameter Map<String, String> checksums = new LinkedHashMap<>();

  /**
   * Whether a file that neither Kubespray nor {@code checksums} knows a checksum of is accepted as
   * it comes first; from then on it must be the same.
   *
   * @since 0.1.0
   */
  @Parameter(property = "kubespray.trustOnFirstUse", defaultValue = "false")
  boolean trustOnFirstUse;

  @Override
  final JobRequest request() {
    return super.request()
        .withChecksums(new ChecksumRules(Parameters.checksums(checksums), trustOnFirstUse));
  }

  @Override
  final void requireParameters() {
    super.requireParameters();
    Parameters.requireChecksums(checksums);
  }
}
