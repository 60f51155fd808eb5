package io.github.kubesprayoffline.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.certificate.OwnAuthority;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.store.Store;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import io.github.kubesprayoffline.testing.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real clients against a bundle that is served by TLS, with an authority of its own. */
class ClientsIT {

  private static final String KUBECTL = "dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl";

  @TempDir static Path folder;
  private static ServedBundle served;
  private static BundleServer server;
  private static Path authority;

  @BeforeAll
  static void serve() throws IOException {
    SampleBundle bundle =
        SampleBundle.in(Files.createDirectories(folder.resolve("work")))
            .file("example.com/large", TestImages.layer("large", 30_000_000));
    Path archive = Served.archive(bundle, Files.createDirectories(folder.resolve("out")));
    served = ServedBundle.open(archive, Store.open(folder.resolve("cache")), line -> {});
    List<String> names = List.of("127.0.0.1", "localhost");
    OwnAuthority own = new OwnAuthority(folder.resolve("tls"), names, line -> {});
    authority = folder.resolve("tls/ca.pem");
    server =
        BundleServer.start(
            served,
            new ServeSettings(
                Optional.of("127.0.0.1"),
                0,
                Set.copyOf(names),
                Optional.of(own.current(Instant.now()))),
            line -> {});
    Path certs = Files.createDirectories(folder.resolve("certs"));
    Files.copy(authority, certs.resolve("ca.crt"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @RequiresProgram("skopeo")
  void skopeo_seesEveryDocumentByTagAndDigest() {
    for (LockedImage image : served.lock().images()) {
      String name = image.ref().repository();
      assertThat(digestOf(inspectRaw(name + ":" + image.ref().tag()))).isEqualTo(image.digest());
      for (Checksum manifest : image.manifests().values()) {
        assertThat(digestOf(inspectRaw(name + "@" + manifest))).isEqualTo(manifest);
      }
      assertThat(Programs.run("skopeo", "list-tags", "--cert-dir", certs(), docker(name)))
          .contains('"' + image.ref().tag() + '"');
    }
  }

  @Test
  @RequiresProgram("skopeo")
  void skopeo_copiesOnePlatformOfEachImage_andAllOfAWholeOne() {
    for (LockedImage image : served.lock().images()) {
      String name = image.ref().repository() + ":" + image.ref().tag();
      Programs.run(
          "skopeo",
          "--override-os",
          "linux",
          "--override-arch",
          "amd64",
          "copy",
          "--src-cert-dir",
          certs(),
          docker(name),
          "oci:" + folder.resolve("copied") + ":" + image.ref().tag());
    }
    Programs.run(
        "skopeo",
        "copy",
        "--all",
        "--src-cert-dir",
        certs(),
        docker("kube-vip/kube-vip:v1.0"),
        "oci:" + folder.resolve("whole") + ":vip");
    assertThat(folder.resolve("whole/index.json")).content().contains("sha256:");
  }

  @Test
  @RequiresProgram({"ctr", "containerd"})
  void containerd_pullsThroughAMirrorThatItsHostsFileNames() throws Exception {
    Path hosts = Files.createDirectories(folder.resolve("hosts/quay.io"));
    Files.writeString(
        hosts.resolve("hosts.toml"),
        """
        server = "https://127.0.0.1:1"
        [host."https://127.0.0.1:%d"]
          capabilities = ["pull", "resolve"]
          ca = "%s"
        """
            .formatted(server.port(), authority));
    LockedImage node =
        served.lock().images().stream()
            .filter(image -> image.ref().toString().equals("quay.io/calico/node:v3.31.5"))
            .findFirst()
            .orElseThrow();
    String socket = folder.resolve("containerd.sock").toString();
    Path config =
        Files.writeString(
            folder.resolve("containerd.toml"),
            """
            version = 2
            root = "%1$s/containerd-root"
            state = "%1$s/containerd-state"
            disabled_plugins = ["io.containerd.grpc.v1.cri"]
            [grpc]
              address = "%2$s"
            """
                .formatted(folder, socket));
    Process daemon =
        new ProcessBuilder("containerd", "--config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("containerd.log").toFile())
            .start();
    try {
      awaitFile(Path.of(socket));
      String pulled =
          Programs.run(
              "ctr",
              "--address",
              socket,
              "content",
              "fetch",
              "--platform",
              "linux/amd64",
              "--hosts-dir",
              hosts.getParent().toString(),
              node.ref().toString());
      assertThat(pulled).contains("done");
      String contents = Programs.run("ctr", "--address", socket, "content", "ls", "-q");
      node.blobs().keySet().forEach(blob -> assertThat(contents).contains(blob.toString()));
    } finally {
      daemon.destroy();
      daemon.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Test
  @RequiresProgram("curl")
  void curl_resumesWhereItStopped() throws IOException {
    Path file = folder.resolve("resumed");
    byte[] whole = Files.readAllBytes(served.content(sha256("example.com/large")).path());
    Files.write(file, Arrays.copyOf(whole, 12_345_678));

    String said =
        Programs.run(
            "curl",
            "-fsS",
            "--cacert",
            authority.toString(),
            "-C",
            "-",
            "-o",
            file.toString(),
            "-w",
            "%{http_code} %{size_download}",
            url("example.com/large"));

    assertThat(said).isEqualTo("206 " + (whole.length - 12_345_678));
    assertThat(file).hasBinaryContent(whole);
  }

  @Test
  @RequiresProgram("wget")
  void wget_mirrorsTheFolderWithItsPaths() throws IOException {
    Path target = Files.createDirectories(folder.resolve("mirrored"));

    Programs.runIn(
        target,
        "wget",
        "-q",
        "-m",
        "-np",
        "-nH",
        "--cut-dirs=1",
        "--ca-certificate=" + authority,
        "https://localhost:" + server.port() + "/files/dl.k8s.io/");

    assertThat(Checksum.sha256Of(Files.readAllBytes(target.resolve(KUBECTL))))
        .isEqualTo(sha256(KUBECTL));
  }

  @Test
  @RequiresProgram("curl")
  void hundredsOfClientsAtOnce_getWhatTheyAskFor() {
    String said =
        Programs.run(
            "curl",
            "-fsS",
            "--cacert",
            authority.toString(),
            "--parallel",
            "--parallel-max",
            "200",
            "-o",
            "/dev/null",
            "-w",
            "%{http_code}\n",
            url(KUBECTL) + "?[1-600]");

    assertThat(said.lines().filter(line -> line.matches("[0-9]{3}")))
        .hasSize(600)
        .containsOnly("200");
  }

  private static String inspectRaw(String name) {
    return Programs.run("skopeo", "inspect", "--raw", "--cert-dir", certs(), docker(name));
  }

  private static Checksum digestOf(String text) {
    return Checksum.sha256Of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String docker(String name) {
    return "docker://localhost:" + server.port() + "/" + name;
  }

  private static String certs() {
    return folder.resolve("certs").toString();
  }

  private static String url(String path) {
    return "https://127.0.0.1:" + server.port() + "/files/" + path;
  }

  private static Checksum sha256(String path) {
    return served.lock().files().stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow()
        .sha256();
  }

  private static void awaitFile(Path file) throws InterruptedException {
    for (int tries = 0; tries < 400 && !Files.exists(file); tries++) {
      Thread.sleep(25);
    }
    assertThat(file).exists();
  }
}
