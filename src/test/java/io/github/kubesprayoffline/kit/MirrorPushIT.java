package io.github.kubesprayoffline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.catalog.SiteImages;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code mirror.sh push} into a real registry, by the real skopeo. */
@RequiresProgram({
  "curl",
  "docker-registry",
  "ip",
  "nginx",
  "nsenter",
  "openssl",
  "sha256sum",
  "skopeo",
  "tar",
  "unshare"
})
class MirrorPushIT extends MirrorScene {

  @Test
  void pushIntoARegistry_bringsEveryImageAndSkipsWhatIsThere() throws IOException {
    registry(6000, "");
    assertThat(mirror("push", "--insecure", "hub:6000/k8s"))
        .contains("All %d images are in hub:6000/k8s.".formatted(bundle.lock().images().size()))
        .doesNotContain("is there");
    assertThat(bundle.path("../demo.mirror/bin/skopeo")).isExecutable();

    for (LockedImage image : bundle.lock().images()) {
      Set<Checksum> known = new HashSet<>(image.manifests().values());
      known.add(image.digest());
      assertThat(digest("hub:6000/k8s/" + ImagePath.STRIP.name(image.ref()))).isIn(known);
      image.manifests().values().forEach(each -> copyFrom(image, each));
    }
    assertThat(mirror("push", "--insecure", "hub:6000/k8s").split(" is there\n", -1))
        .hasSize(bundle.lock().images().size() + 1);
  }

  /** distribution 2.8 refuses an index of which it lacks platforms. */
  @Test
  void pushOfTwoArchitecturesOfThree_makesAnIndexOfThem() throws IOException {
    bundle = DemoBundle.in(Files.createDirectories(folder.resolve("two")), "amd64", "arm64");
    registry(6000, "");

    mirror("push", "--insecure", "hub:6000");

    String name = "docker://hub:6000/library/registry:2.8.3";
    String index = network.run("skopeo", "inspect", "--raw", "--tls-verify=false", name);
    LockedImage image =
        bundle.lock().images().stream()
            .filter(each -> each.ref().equals(SiteImages.REGISTRY))
            .findFirst()
            .orElseThrow();
    assertThat(image.manifests()).hasSize(2);
    image.manifests().values().forEach(digest -> assertThat(index).contains(digest.toString()));
    String copy = "dir:" + folder.resolve("both");
    network.run("skopeo", "copy", "-q", "--all", "--src-tls-verify=false", name, copy);
    assertThat(mirror("push", "--insecure", "hub:6000"))
        .contains("All %d images are in hub:6000.".formatted(bundle.lock().images().size()));
  }

  @Test
  void pushWithoutTheBundledSkopeo_takesTheInstalledOne() throws IOException {
    Programs.run("rm", "-r", bundle.path("files/github.com/lework").toString());
    registry(6000, "");
    assertThat(mirror("push", "--insecure", "hub:6000")).contains("images are in hub:6000.");
  }

  @Test
  void pushWithoutALogin_failsAndSaysSo() throws IOException {
    Files.writeString(folder.resolve("htpasswd"), "ci:$2b$04$eSaXbaBGSgTlaL5IFZyrI.\n");
    String auth =
        "auth: {htpasswd: {realm: test, path: '%s'}}".formatted(folder.resolve("htpasswd"));
    registry(6000, auth);
    assertThat(mirrorFails("push", "--insecure", "hub:6000"))
        .contains("authentication required", "cannot be pushed to hub:6000", "push again");
  }

  @Test
  void pushToNowhere_saysWhatToWrite() {
    assertThat(mirrorFails("push")).contains("push where? mirror.sh push hub.example.com/k8s");
    assertThat(mirrorFails("push", "https://hub")).contains("a registry has no scheme: hub");
  }

  private void copyFrom(LockedImage image, Checksum digest) {
    String from =
        "docker://hub:6000/k8s/%s@%s".formatted(ImagePath.STRIP.repository(image.ref()), digest);
    String to = "dir:" + folder.resolve("copy-" + digest.hex());
    network.run("skopeo", "copy", "-q", "--src-tls-verify=false", from, to);
  }
}
