package io.github.kubesprayoffline.kit;

import io.github.kubesprayoffline.catalog.Selection;
import io.github.kubesprayoffline.catalog.SiteImages;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.job.Job;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.overlay.MirrorSettings;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.testing.FakeRegistry;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.TestImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The demonstration's bundle as an operator has it: built with the site's own images and a skopeo
 * that runs, and unpacked.
 *
 * @param top the unpacked bundle
 * @param lock what is in it
 */
record DemoBundle(Path top, Lock lock) {

  private static final String SKOPEO =
      "github.com/lework/skopeo-binary/releases/download/v1.9.3/skopeo-linux-amd64";

  private static final String ENTRY =
      """
      downloads:
        skopeo:
          enabled: "{{ container_manager == 'crio' }}"
          file: true
          dest: "{{ local_release_dir }}/skopeo"
          checksum: "%s"
          url: "{{ github_url }}/lework/skopeo-binary/releases/download/v1.9.3/skopeo-linux-{{ image_arch }}"
          groups: [kube_control_plane]

      """;

  /** Builds and unpacks it. */
  static DemoBundle in(Path folder, String... architectures) {
    try (DemoSite internet = DemoSite.start(folder.toFile())) {
      byte[] skopeo = Files.readAllBytes(program("skopeo"));
      internet.origin().serve("/" + SKOPEO, skopeo);
      internet.origin().serve("/" + SKOPEO.replace("amd64", "arm64"), skopeo);
      pushSiteImages(internet.registry(), architectures);
      Path source =
          Files.write(folder.resolve("demo.tar.gz"), tree(Checksum.sha256Of(skopeo)).toTarGz());
      TestJob jobs =
          new TestJob(
              folder,
              DemoTree.VERSION,
              source,
              Optional.empty(),
              Selection.DEFAULT
                  .with(Selection.ARCHITECTURES, List.of(architectures))
                  .with(Selection.SITE_IMAGES, true),
              MirrorSettings.defaults(ImagePath.STRIP),
              internet.origin(),
              internet.registry());
      Job job = jobs.with(Map.of());
      return new DemoBundle(jobs.unpacked(job), job.lock());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path within. */
  Path path(String path) {
    return top.resolve(path);
  }

  private static DemoTree tree(Checksum skopeo) {
    return DemoTree.load()
        .replace(
            "roles/kubespray_defaults/defaults/main/download.yml",
            "downloads:\n",
            ENTRY.formatted(skopeo))
        .with(
            "inventory/sample/group_vars/all/containerd.yml", "# containerd_registries_mirrors:\n");
  }

  /** An index with platforms that the bundle lacks, a whole one, and one image without any. */
  private static void pushSiteImages(FakeRegistry registry, String... architectures) {
    String[] platforms =
        Stream.of(architectures).map(name -> "linux/" + name).toArray(String[]::new);
    TestImages kubespray = TestImages.named("kubespray").platforms(platforms);
    registry
        .push(
            SiteImages.REGISTRY.toString(),
            TestImages.named("registry")
                .docker()
                .platforms("linux/amd64", "linux/arm64", "linux/s390x")
                .build())
        .push(
            SiteImages.FILE_SERVER.toString(),
            TestImages.named("nginx").platforms(platforms).build())
        .push(
            SiteImages.kubespray(DemoTree.VERSION).toString(),
            platforms.length == 1 ? kubespray.buildSingle() : kubespray.build());
  }

  private static Path program(String name) {
    return Path.of(Programs.run("sh", "-c", "command -v " + name).strip());
  }
}
