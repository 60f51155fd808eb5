package io.github.kubesprayoffline.kit;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.job.BuildContext;
import io.github.kubesprayoffline.job.BundleTarget;
import io.github.kubesprayoffline.job.Job;
import io.github.kubesprayoffline.job.JobRequest;
import io.github.kubesprayoffline.job.ResolveRequest;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.source.SourceRequest;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.transfer.Mirror;
import io.github.kubesprayoffline.transfer.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The main job, with an origin and a registry in place of the internet.
 *
 * @param folder for its store and its results
 * @param version the release
 * @param source an archive of the tree
 */
record TestJob(
    Path folder,
    String version,
    Path source,
    Optional<Path> inventory,
    Selection selection,
    MirrorSettings mirror,
    OriginServer origin,
    FakeRegistry registry) {

  /** A name for the bundle. */
  static final String NAME = "demo";

  /** The job with these extra vars. */
  Job with(Map<String, Object> vars) {
    List<Mirror> mirrors = List.of(new Mirror("https://", origin.url() + "/"));
    JobRequest request =
        JobRequest.of(
                new ResolveRequest(
                    new SourceRequest(
                        Optional.of(version),
                        Optional.of(source.toString()),
                        Optional.empty(),
                        mirrors,
                        folder.resolve("out/kubespray")),
                    new InventorySource(inventory, List.of(), vars, Optional.empty()),
                    List.of(selection),
                    folder.resolve("out"),
                    Optional.empty()))
            .withMirror(mirror)
            .withRegistryMirrors(registryMirrors());
    HttpSettings settings = SETTINGS.withInsecureHosts(Set.of(registry.host()));
    return new Job(
        request,
        BuildContext.of(
            Store.open(folder.resolve("store")), settings, Logins.none(), Progress.NONE));
  }

  private List<String> registryMirrors() {
    return Stream.of("docker.io", "gcr.io", "ghcr.io", "quay.io", "registry.k8s.io", "k8s.gcr.io")
        .map(host -> "%s=%s/%s".formatted(host, registry.host(), host))
        .toList();
  }

  /** The bundle of a job, unpacked by tar in a folder whose name has a space. */
  Path unpacked(Job job) {
    WrittenBundle bundle =
        job.bundle(
            new BundleTarget(
                folder.resolve("target"), Optional.of(NAME), BundleFormat.TAR, Instant.EPOCH));
    try {
      Path at = Files.createDirectories(folder.resolve("the site"));
      Programs.run("chmod", "a+rx", folder.toString());
      Programs.runIn(at, "tar", "-xf", bundle.file().toString());
      return at.resolve(NAME);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
