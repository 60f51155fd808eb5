package io.github.kubesprayoffline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An operator's commands on an unpacked bundle, with the real servers. */
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
class MirrorScriptIT extends MirrorScene {

  private static final String OVERLAY = "inventory/group_vars/all/offline.yml";

  @Test
  void up_servesEveryFileAndEveryImage() {
    assertThat(mirror("up"))
        .contains("Every file is there and as it was built.", "The mirror is up (native)")
        .contains("8080 5000");

    for (LockedFile file : bundle.lock().files()) {
      assertThat(sha256("http://127.0.0.1:8080/" + file.path())).isEqualTo(file.sha256().hex());
    }
    for (LockedImage image : bundle.lock().images()) {
      assertThat(digest("127.0.0.1:5000/" + ImagePath.STRIP.name(image.ref())))
          .isEqualTo(image.digest());
    }
    assertThat(mirror("status")).contains("registry: up", "nginx: up");
  }

  @Test
  @RequiresProgram("python3")
  void objectStore_givesTheBytesThatNginxRedirectsTo() throws IOException {
    String store = "http://127.0.0.1:8090";
    replace(
        "deploy/nginx.conf",
        Files.readString(bundle.path("deploy/nginx.conf"))
            .replaceAll("#location", "location")
            .replaceAll("https://BUCKET\\.oss-cn-hangzhou\\.aliyuncs\\.com", store));
    run(8090, "python3", "-m", "http.server", "8090", "--directory", bundle.top().toString());
    mirror("up");

    LockedFile file = bundle.lock().files().get(0);
    String url = "http://127.0.0.1:8080/" + file.path();
    assertThat(network.run("curl", "-sSI", url)).contains("302", store + "/files/" + file.path());
    assertThat(sha256(url, "-L")).isEqualTo(file.sha256().hex());
    LockedImage image = bundle.lock().images().get(0);
    String name = "docker://127.0.0.1:5000/" + ImagePath.STRIP.name(image.ref());
    String copy = "dir:" + folder.resolve("copy");
    network.run("skopeo", "copy", "-q", "--src-tls-verify=false", name, copy);
  }

  @Test
  void up_letsNobodyWrite() {
    mirror("up", "--unchecked");

    for (String method : Set.of("POST", "PUT", "DELETE")) {
      assertThat(status(method, "/v2/pause/blobs/uploads/")).isEqualTo("403");
      assertThat(status(method, "/dl.k8s.io/new")).isEqualTo("403");
    }
  }

  @Test
  void secondUp_leavesTheServersAsTheyAre() {
    mirror("up", "--unchecked");
    String before = mirror("status");

    mirror("up", "--unchecked");

    assertThat(mirror("status")).isEqualTo(before);
  }

  @Test
  void down_stopsBoth_andTwiceIsNoHarm() {
    mirror("up", "--unchecked");

    assertThat(mirror("down")).contains("The mirror is down.");
    assertThat(mirror("down")).contains("The mirror is down.");
    assertThat(mirrorFails("status")).contains("registry: down", "nginx: down", "mirror.sh up");
    assertThat(network.run("ss", "-Hltn")).isEmpty();
  }

  @Test
  void tamperedFile_isNamedAndNothingIsServed() throws IOException {
    String path = "files/" + bundle.lock().files().get(0).path();
    replace(path, "something else");

    assertThat(mirrorFails("up"))
        .contains(path + ": FAILED", "the bundle is damaged in 1 place(s)");
    assertThat(mirrorFails("verify")).contains(path + ": FAILED", "unpack it anew");
    assertThat(network.run("ss", "-Hltn")).isEmpty();
  }

  @Test
  void missingFile_isNamed() throws IOException {
    Files.delete(bundle.path("deploy/nginx.conf"));

    assertThat(mirrorFails("verify")).contains("deploy/nginx.conf: FAILED open or read");
  }

  @Test
  void whatTheSiteHasEdited_isSaidAndInForce() throws IOException {
    String config = Files.readString(bundle.path("deploy/nginx.conf"));
    replace("deploy/nginx.conf", config.replace("listen 8080;", "listen 8088;"));

    assertThat(mirror("up")).contains("edited here: deploy/nginx.conf", "8088 5000");
    assertThat(status("GET", ":8088/")).isEqualTo("200");
  }

  @Test
  void brokenConfiguration_isRefusedBeforeAnythingStarts() throws IOException {
    replace("deploy/nginx.conf", "listen;\n");

    assertThat(mirrorFails("up")).contains("nginx refuses", "deploy/nginx.conf");
    assertThat(network.run("ss", "-Hltn")).isEmpty();
  }

  @Test
  void folderThatNginxMayNotEnter_isNamedAndNothingStaysUp() {
    Programs.run("chmod", "700", bundle.top().getParent().toString());

    assertThat(mirrorFails("up", "--unchecked"))
        .contains("nginx may not read %s/files".formatted(bundle.top()), "unpack the bundle where");
    assertThat(network.run("ss", "-Hltn")).isEmpty();
  }

  @Test
  void stateElsewhere_leavesNothingBesideTheBundle() {
    String elsewhere = "MIRROR_STATE=" + folder.resolve("else where");

    network.run("env", elsewhere, bundle.path("mirror.sh").toString(), "up", "--unchecked");

    assertThat(network.run("env", elsewhere, bundle.path("mirror.sh").toString(), "status"))
        .contains("nginx: up");
    assertThat(bundle.path("../demo.mirror")).doesNotExist();
    network.run("env", elsewhere, bundle.path("mirror.sh").toString(), "down");
  }

  /** With nothing that could ask a server whether it answers. */
  @Test
  void bareMachine_startsThemNonetheless() {
    String bare = folder.resolve("bare").toString();
    String link = "mkdir \"$0\"; for p in \"$@\"; do ln -s \"$(command -v $p)\" \"$0\"; done";
    List<String> command = new ArrayList<>(List.of("sh", "-c", link, bare));
    command.addAll(
        List.of("cat chmod cp dirname docker-registry grep head ln mkdir mv".split(" ", -1)));
    command.addAll(List.of("nohup printf rm sed sh sleep tail tr".split(" ", -1)));
    Programs.run(command.toArray(String[]::new));

    network.run("env", "PATH=" + bare, bundle.path("mirror.sh").toString(), "up", "--unchecked");

    assertThat(status("GET", "/v2/")).isEqualTo("200");
    Programs.run("rm", "-r", bare);
  }

  @Test
  void portThatIsTaken_isNamedAndNothingStaysUp() throws IOException {
    registry(8080, "");
    assertThat(mirrorFails("up", "--unchecked"))
        .contains("something else answers at http://127.0.0.1:8080");
    assertThat(network.run("ss", "-Hltn")).doesNotContain(":5001");
    assertThat(status("GET", "/v2/")).isEqualTo("200");
  }

  @Test
  void configure_setsTheTwoLinesAndNoOther() throws IOException {
    String before = Files.readString(bundle.path(OVERLAY));

    String told =
        mirror("configure", "--files", "http://10.0.0.5:81/k8s/", "--registry", "hub/k8s");

    assertThat(told)
        .contains("files_repo: \"http://10.0.0.5:81/k8s\"", "registry_host: \"hub/k8s\"");
    assertThat(Files.readString(bundle.path(OVERLAY)))
        .isEqualTo(
            before
                .replace("http://mirror.kubespray.internal:8080", "http://10.0.0.5:81/k8s")
                .replace("mirror.kubespray.internal:5000", "hub/k8s"));
    assertThat(mirror("configure")).isEqualTo(told);
    assertThat(mirror("verify")).contains("edited here: " + OVERLAY);
  }

  @Test
  void configureWithHttps_letsContainerdSpeakIt() throws IOException {
    assertThat(Files.readString(bundle.path(OVERLAY)))
        .contains("\"http://{{ registry_host }}\"", "skip_verify: true");

    mirror("configure", "--registry", "https://hub:8443");

    assertThat(Files.readString(bundle.path(OVERLAY)))
        .contains("registry_host: \"hub:8443\"", "\"https://{{ registry_host }}\"")
        .contains("skip_verify: false")
        .doesNotContain("\"http://{{ registry_host }}\"", "skip_verify: true");
  }

  @Test
  void configureWithNonsense_changesNothing() throws IOException {
    byte[] before = Files.readAllBytes(bundle.path(OVERLAY));

    assertThat(mirrorFails("configure", "--files", "mirror:8080"))
        .contains("--files wants a URL: http://mirror:8080");
    assertThat(mirrorFails("configure", "--registry", "a\" b")).contains("no such characters");
    assertThat(mirrorFails("configure", "--files")).contains("--files wants a value");
    assertThat(bundle.path(OVERLAY)).hasBinaryContent(before);
  }

  @Test
  void tls_servesBothKindsOnOneMorePort() {
    assertThat(mirror("tls", "--host", "mirror.example.com", "--host", "127.0.0.1"))
        .contains("update-ca-certificates", "hosts.toml", "https://mirror.example.com:8443");
    mirror("up", "--unchecked");
    String ca = bundle.path("../demo.mirror/tls/ca.pem").toString();

    LockedFile file = bundle.lock().files().get(0);
    assertThat(sha256("https://127.0.0.1:8443/" + file.path(), "--cacert", ca))
        .isEqualTo(file.sha256().hex());
    assertThat(network.run("curl", "-sS", "--cacert", ca, "https://127.0.0.1:8443/v2/_catalog"))
        .contains("calico/node");
    assertThat(network.fail("curl", "-sS", "https://127.0.0.1:8443/v2/")).contains("certificate");
  }

  @Test
  void tlsOnceMore_keepsTheAuthority() throws IOException {
    mirror("tls", "--host", "one.example.com");
    Path tls = bundle.path("../demo.mirror/tls");
    byte[] ca = Files.readAllBytes(tls.resolve("ca.pem"));
    byte[] server = Files.readAllBytes(tls.resolve("server.pem"));

    mirror("tls", "--host", "two.example.com");

    assertThat(tls.resolve("ca.pem")).hasBinaryContent(ca);
    assertThat(Files.readAllBytes(tls.resolve("server.pem"))).isNotEqualTo(server);
    assertThat(Programs.run("stat", "-c", "%a", tls + "/server.key", tls + "/ca.key"))
        .isEqualTo("600\n600\n");
  }

  @Test
  void ownCertificate_isTakenOnlyWithItsKey() {
    TestCertificates ours = TestCertificates.in(folder);
    String certificate = ours.certificate().toString();
    String otherKey = folder.resolve("ca.key").toString();

    assertThat(mirrorFails("tls", "--cert", certificate, "--key", otherKey))
        .contains("ca.key is not the key of");
    assertThat(bundle.path("../demo.mirror/tls/server.pem")).doesNotExist();

    mirror("tls", "--cert", certificate, "--key", ours.key().toString());
    mirror("up", "--unchecked");
    String ca = ours.authority().toString();
    assertThat(network.run("curl", "-sS", "--cacert", ca, "https://127.0.0.1:8443/v2/"))
        .isEqualTo("{}");
  }

  @Test
  void unknownCommand_showsTheUsage() {
    assertThat(mirrorFails("start")).contains("usage: mirror.sh", "no command start");
    assertThat(mirrorFails("up", "--fast")).contains("up does not know --fast");
  }
}
