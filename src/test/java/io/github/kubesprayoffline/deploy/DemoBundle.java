package io.github.kubesprayoffline.deploy;

import io.github.kubesprayoffline.bundle.BundleFormat;
import io.github.kubesprayoffline.bundle.WrittenBundle;
import io.github.kubesprayoffline.catalog.Scope;
import io.github.kubesprayoffline.http.HttpSettings;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.ImageReference;
import io.github.kubesprayoffline.image.SiteImages;
import io.github.kubesprayoffline.job.BundleTarget;
import io.github.kubesprayoffline.job.Job;
import io.github.kubesprayoffline.job.JobRequest;
import io.github.kubesprayoffline.job.Site;
import io.github.kubesprayoffline.job.Tools;
import io.github.kubesprayoffline.job.Wanted;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
import io.github.kubesprayoffline.registry.Logins;
import io.github.kubesprayoffline.source.SourceRequest;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.DemoSite;
import io.github.kubesprayoffline.testing.DemoTree;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.TestImage;
import io.github.kubesprayoffline.testing.TestImages;
import io.github.kubesprayoffline.transfer.Mirror;
import io.github.kubesprayoffline.transfer.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The demonstration's bundle as an operator has it: built with the site's own images and a skopeo
 * that runs, and unpacked by tar in a folder whose name has a space.
 *
 * @param top the unpacked bundle
 * @param lock what is in it
 */
record DemoBundle(Path top, Lock lock) {

  private static final String NAME = "demo";

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
  static DemoBundle in(Path folder) {
    byte[] skopeo = read(program("skopeo"));
    DemoTree tree =
        DemoTree.load()
            .replace(
                "roles/kubespray_defaults/defaults/main/download.yml",
                "downloads:\n",
                ENTRY.formatted(Checksum.sha256Of(skopeo)));
    try (DemoSite site = DemoSite.start(folder.toFile(), tree)) {
      site.origin().serve("/" + SKOPEO, skopeo);
      push(site, SiteImages.REGISTRY, TestImages.named("registry").docker().build());
      push(
          site, SiteImages.FILE_SERVER, TestImages.named("nginx").platforms("linux/amd64").build());
      push(
          site,
          SiteImages.kubespray(DemoTree.VERSION),
          TestImages.named("kubespray").buildSingle());
      Job job = job(folder, site);
      WrittenBundle bundle = job.bundle(target(folder));
      Path at = Files.createDirectories(folder.resolve("the site"));
      Programs.runIn(at, "tar", "-xf", bundle.file().toString());
      return new DemoBundle(at.resolve(NAME), job.lock());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A path within. */
  Path path(String path) {
    return top.resolve(path);
  }

  /** An index with platforms that the bundle lacks, a whole one, an image without one. */
  private static void push(DemoSite site, ImageReference name, TestImage image) {
    site.registry().push(name.toString(), image);
  }

  private static BundleTarget target(Path folder) {
    return new BundleTarget(
        folder.resolve("target"), Optional.of(NAME), BundleFormat.TAR, Instant.EPOCH);
  }

  private static Job job(Path folder, DemoSite site) {
    Map<String, String> properties = site.userProperties();
    List<Mirror> mirrors =
        list(properties.get("kubespray.mirrors")).stream().map(Mirror::parse).toList();
    JobRequest request =
        new JobRequest(
            new SourceRequest(
                Optional.of(DemoTree.VERSION),
                Optional.empty(),
                Optional.empty(),
                mirrors,
                folder.resolve("out/kubespray")),
            new Wanted(
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                List.of("amd64"),
                Scope.ENABLED,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Site(true, Optional.empty())),
            mirrors,
            list(properties.get("kubespray.registryMirrors")),
            Map.of(),
            false,
            ImagePath.STRIP,
            folder.resolve("out"),
            2);
    HttpSettings settings = HttpSettings.DEFAULT.withInsecureHosts(Set.of(site.registry().host()));
    return new Job(
        request,
        Tools.of(Store.open(folder.resolve("store")), settings, Logins.none(), Progress.NONE));
  }

  private static List<String> list(String commaSeparated) {
    return Arrays.asList(commaSeparated.split(","));
  }

  private static Path program(String name) {
    return Path.of(Programs.run("sh", "-c", "command -v " + name).strip());
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
