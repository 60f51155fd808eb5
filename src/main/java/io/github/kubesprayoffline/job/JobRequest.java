package io.github.kubesprayoffline.job;

import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import java.util.List;
import java.util.Objects;

/**
 * What a build is to make of what: for each stage, what it needs beside what those before it do.
 *
 * @param resolve what is evaluated
 * @param mirror where the site will have the files and images
 * @param registryMirrors {@code registry=host[:port][/prefix]}
 * @param checksums what holds for files that Kubespray has no checksum of
 * @param threads how many transfers run at a time
 */
public record JobRequest(
    ResolveRequest resolve,
    MirrorSettings mirror,
    List<String> registryMirrors,
    ChecksumRules checksums,
    int threads) {

  private static final int THREADS = 4;

  public JobRequest {
    Objects.requireNonNull(resolve);
    Objects.requireNonNull(mirror);
    Objects.requireNonNull(checksums);
    registryMirrors = List.copyOf(registryMirrors);
  }

  /** A build for a mirror with the default names, of what is reached as it is named. */
  public static JobRequest of(ResolveRequest resolve) {
    return new JobRequest(
        resolve,
        MirrorSettings.defaults(ImagePath.STRIP),
        List.of(),
        ChecksumRules.STRICT,
        THREADS);
  }

  /** For another mirror. */
  public JobRequest withMirror(MirrorSettings other) {
    return new JobRequest(resolve, other, registryMirrors, checksums, threads);
  }

  /** With other mirrors of registries. */
  public JobRequest withRegistryMirrors(List<String> others) {
    return new JobRequest(resolve, mirror, others, checksums, threads);
  }

  /** With other rules for files without a checksum. */
  public JobRequest withChecksums(ChecksumRules others) {
    return new JobRequest(resolve, mirror, registryMirrors, others, threads);
  }

  /** With so many transfers at a time. */
  public JobRequest withThreads(int number) {
    return new JobRequest(resolve, mirror, registryMirrors, checksums, number);
  }
}
