package io.github.kubesprayoffline.verify;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.verify.VerifyReport;
import io.github.kubesprayoffline.catalog.ExtraFile;
import io.github.kubesprayoffline.catalog.InventorySource;
import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.catalog.SiteImages;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.job.BuildContext;
import io.github.kubesprayoffline.job.BundleTarget;
import io.github.kubesprayoffline.job.Job;
import io.github.kubesprayoffline.job.JobRequest;
import io.github.kubesprayoffline.job.ResolveRequest;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.overlay.MirrorMode;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import io.github.kubesprayoffline.overlay.PackageRepositories;
import io.github.kubesprayoffline.overlay.RegistryAccess;
import io.github.kubesprayoffline.overlay.RegistryAddress;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.source.SourceRequest;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.testing.TestImages;
import io.github.kubesprayoffline.transfer.Mirror;
import io.github.kubesprayoffline.transfer.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles of all kinds, as this very build writes them: each is sound. */
class BundleVariantsTest {

  private static final byte[] TOOL = "a tool".getBytes(StandardCharsets.UTF_8);
  private static final String HOSTS =
      "[kube_control_plane]\nnode1\n[etcd]\nnode1\n[kube_node]\nnode1\n";

  @TempDir static Path shared;
  @TempDir Path folder;

  private static DemoSite internet;

  private Optional<Path> inventory = Optional.empty();
  private Optional<String> source = Optional.empty();
  private List<Path> varsFiles = List.of();
  private Map<String, Object> vars = Map.of();
  private Selection selection = Selection.DEFAULT;
  private MirrorSettings mirror = MirrorSettings.defaults(ImagePath.STRIP);

  @BeforeAll
  static void start() {
    DemoTree tree =
        DemoTree.load()
            .with(
                "inventory/sample/group_vars/all/containerd.yml",
                "# containerd_registries_mirrors: [{mirrors: [{ca: x, header: x, override_path: x}]}]")
            .with(
                "inventory/sample/group_vars/all/docker.yml",
                "# docker_rh_repo_base_url docker_ubuntu_repo_gpgkey use_oracle_public_repo crio_registries");
    internet = DemoSite.start(shared.toFile(), tree);
    internet.origin().serve("/tools.example.com/-/tool:1.tgz", TOOL);
    TestImages image = TestImages.named("site").platforms("linux/amd64", "linux/arm64");
    for (ImageReference ref : SiteImages.of(DemoTree.VERSION)) {
      internet.registry().push(ref.toString(), image.build());
    }
  }

  @AfterAll
  static void stop() {
    internet.close();
  }

  @Test
  void sampleInventory_andTwoArchitectures() {
    selection = selection.with(Selection.ARCHITECTURES, List.of("amd64", "arm64"));

    requireSound();
  }

  @Test
  void treeInAFolder() {
    source = Optional.of(DemoTree.load().writeTo(folder.resolve("checkout")).toString());

    requireSound();
  }

  @Test
  void inventoryFolder_withVariablesThatMove() throws IOException {
    Path own = folder.resolve("mine");
    write(own.resolve("hosts"), HOSTS);
    write(own.resolve("group_vars/all.yml"), "metrics_server_enabled: true\n");
    write(own.resolve("host_vars/fe80::1.yml"), "a: b\n");
    inventory = Optional.of(own);
    varsFiles = List.of(write(folder.resolve("more.yml"), "helm_enabled: true\n"));
    vars = Map.of("docker_image_repo", "docker.io");
    selection =
        selection
            .with(
                Selection.FACTS,
                Map.of("ansible_distribution", "Ubuntu", "ansible_disks", List.of("b", "a")))
            .with(Selection.EXCLUDES, List.of("metrics*"));

    requireSound();
  }

  @Test
  void inventoryWithAnOverlayOfItsOwn() throws IOException {
    Path own = folder.resolve("mine");
    write(own.resolve("hosts.ini"), HOSTS);
    write(own.resolve("group_vars/all/offline.yml"), "helm_enabled: true\n");
    inventory = Optional.of(own.resolve("hosts.ini"));

    requireSound();
  }

  @Test
  void registryWithEverySetting() {
    mirror =
        new MirrorSettings(
            RegistryAddress.parse("hub.example.com:5000/k8s/mirror"),
            new RegistryAccess(
                RegistryAccess.Scheme.HTTPS,
                false,
                Optional.of("/etc/ssl/hub.pem"),
                Optional.of("puller")),
            "https://files.example.com/k8s",
            new PackageRepositories(
                Optional.of("https://yum.example.com"),
                Optional.of("https://debian.example.com"),
                Optional.of("https://ubuntu.example.com"),
                Optional.of("https://docker.example.com")),
            ImagePath.KEEP,
            MirrorMode.REGISTRY);

    requireSound();
  }

  @Test
  void mirrorModeContainerd() {
    mirror =
        new MirrorSettings(
            RegistryAddress.parse("hub.example.com:5000"),
            RegistryAccess.https(),
            MirrorSettings.DEFAULT_FILES_REPO,
            PackageRepositories.NONE,
            ImagePath.STRIP,
            MirrorMode.CONTAINERD);
    selection = selection.with(Selection.EXTRA_IMAGES, List.of(SiteImages.REGISTRY));

    requireSound();
  }

  @Test
  void siteImagesAndARunner() {
    selection =
        selection
            .with(Selection.SITE_IMAGES, true)
            .with(
                Selection.RUNNER_IMAGE,
                Optional.of(ImageReference.parse("hub.example.com/runner:1")));

    requireSound();
  }

  @Test
  void extraFilesAndImages() throws IOException {
    Path local = write(folder.resolve("local tool.sh"), "echo\n");
    selection =
        selection.with(
            Selection.EXTRA_FILES,
            List.of(
                new ExtraFile(
                    "https://tools.example.com/-/tool:1.tgz?sig=x", Checksum.sha256Of(TOOL)),
                new ExtraFile(
                    local.toUri().toString().replace("file:/", "file:///").replace("////", "///"),
                    Checksum.sha256Of(Files.readAllBytes(local)))));
    selection = selection.with(Selection.EXTRA_IMAGES, List.of(SiteImages.FILE_SERVER));

    requireSound();
  }

  @Test
  void volumes() {
    WrittenBundle bundle = job("out").bundle(target(OptionalLong.of(1 << 20), Optional.empty()));

    assertThat(bundle.files()).hasSizeGreaterThan(1);
    assertThat(verify(bundle).findings()).isEmpty();
  }

  @Test
  void delta() {
    WrittenBundle old = job("old").bundle(target(OptionalLong.empty(), Optional.empty()));
    vars = Map.of("helm_enabled", true);

    WrittenBundle delta = job("new").bundle(target(OptionalLong.empty(), Optional.of(old.file())));

    assertThat(delta.file().toString()).contains(".delta.");
    assertThat(verify(delta).findings()).isEmpty();
  }

  private void requireSound() {
    VerifyReport report = verify(job("out").bundle(target(OptionalLong.empty(), Optional.empty())));

    assertThat(report.findings()).isEmpty();
    assertThat(report.inputs()).isPresent();
    assertThat(report.notes()).isEmpty();
  }

  private VerifyReport verify(WrittenBundle bundle) {
    return BundleVerification.verify(
        bundle.files().get(0), folder.resolve("work"), Optional.empty(), Optional.empty());
  }

  private BundleTarget target(OptionalLong volumeSize, Optional<Path> since) {
    return new BundleTarget(
        folder.resolve("target"),
        Optional.of("demo" + vars.size()),
        BundleFormat.TAR,
        Instant.parse("2026-01-02T03:04:05Z"),
        volumeSize,
        since);
  }

  private Job job(String out) {
    Map<String, String> properties = internet.userProperties();
    List<Mirror> mirrors =
        Stream.concat(
                Arrays.stream(properties.get("kubespray.mirrors").split(",")),
                Stream.of(
                    "https://tools.example.com/=%s/tools.example.com/"
                        .formatted(internet.origin().url())))
            .map(Mirror::parse)
            .toList();
    JobRequest request =
        JobRequest.of(
                new ResolveRequest(
                    new SourceRequest(
                        Optional.of(DemoTree.VERSION),
                        source,
                        Optional.empty(),
                        mirrors,
                        folder.resolve(out + "/kubespray")),
                    new InventorySource(inventory, varsFiles, vars, Optional.empty()),
                    List.of(selection),
                    folder.resolve(out),
                    Optional.empty()))
            .withMirror(mirror)
            .withRegistryMirrors(registryMirrors(properties));
    HttpSettings settings = SETTINGS.withInsecureHosts(Set.of(internet.registry().host()));
    return new Job(
        request,
        BuildContext.of(
            Store.open(shared.resolve("store")), settings, Logins.none(), Progress.NONE));
  }

  private static List<String> registryMirrors(Map<String, String> properties) {
    return Arrays.asList(properties.get("kubespray.registryMirrors").split(","));
  }

  private static Path write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
