package io.github.kubesprayoffline.bundle;

import static io.github.kubesprayoffline.testing.Programs.run;
import static io.github.kubesprayoffline.testing.Programs.runIn;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.layout.BundleLayout;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.LockedFile;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.testing.Aloud;
import io.github.kubesprayoffline.testing.RealContainerd;
import io.github.kubesprayoffline.testing.RealNginx;
import io.github.kubesprayoffline.testing.RealRegistry;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real tools of a site without internet judge a bundle. */
class UnpackedBundleIT {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(BundleFormat.class)
  @RequiresProgram({"tar", "zstd", "sha256sum"})
  void tarAndSha256sum_findEveryFileAsItWasBuilt(BundleFormat format) throws IOException {
    Path top = unpack(format, ImagePath.STRIP);

    String checked = runIn(top, "sha256sum", "-c", "SHA256SUMS");

    assertThat(checked.lines()).allMatch(line -> line.endsWith(": OK"));
    assertThat(checked.lines().count()).isEqualTo(filesIn(top) - 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(top.resolve("files"))))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  @RequiresProgram({"zstd", "gzip"})
  void decompressors_takeTheSealForNothing() {
    Path zst = write(BundleFormat.TAR_ZST, ImagePath.STRIP);
    Path gz = write(BundleFormat.TAR_GZ, ImagePath.STRIP);

    run("zstd", "--test", "--quiet", zst.toString());
    run("gzip", "--test", gz.toString());
  }

  @Test
  @RequiresProgram("tar")
  void blobsOfTheRegistry_takeNoSpace() throws IOException {
    Path top = unpack(BundleFormat.TAR, ImagePath.STRIP);
    LockedImage image = SampleBundle.in(folder.resolve("again")).lock().images().get(0);
    String hex = image.digest().hex();
    Path data =
        top.resolve("registry/docker/registry/v2/blobs/sha256")
            .resolve(hex.substring(0, 2))
            .resolve(hex)
            .resolve("data");

    assertThat(Files.isSameFile(data, top.resolve(BundleLayout.blob(image.digest())))).isTrue();
  }

  @Test
  @RequiresProgram({"tar", "skopeo"})
  void skopeo_readsEveryImageOfTheLayoutWithItsDigest() {
    Path top = unpack(BundleFormat.TAR, ImagePath.STRIP);

    for (LockedImage image : SampleBundle.in(folder.resolve("again")).lock().images()) {
      String source = "oci:" + top.resolve("images") + ":" + image.ref();
      byte[] raw = run("skopeo", "inspect", "--raw", source).getBytes(StandardCharsets.UTF_8);
      assertThat(Checksum.sha256Of(raw)).isEqualTo(image.digest());
      run("skopeo", "copy", source, "dir:" + folder.resolve("copy-" + image.digest().hex()));
    }
  }

  @Test
  @RequiresProgram({"tar", "containerd", "ctr"})
  void containerd_importsEveryImageUnderItsNameWithItsDigest() throws IOException {
    Aloud.skipUnless(System.getProperty("user.name").equals("root"), "only root runs containerd");
    Path top = unpack(BundleFormat.TAR, ImagePath.STRIP);
    Map<String, String> digests =
        SampleBundle.in(folder.resolve("again")).lock().images().stream()
            .collect(toMap(image -> image.ref().toString(), image -> image.digest().toString()));

    try (RealContainerd containerd = RealContainerd.start()) {
      containerd.load(top.resolve("images"), "linux/amd64");

      assertThat(containerd.images()).isEqualTo(digests);
      assertThat(containerd.incomplete()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(ImagePath.class)
  @RequiresProgram({"tar", "skopeo", "docker-registry"})
  void dockerRegistry_servesEveryImageByTagAndByDigest(ImagePath imagePath) {
    Path top = unpack(BundleFormat.TAR, imagePath);

    try (RealRegistry registry =
        RealRegistry.serving(top.resolve("registry"), folder.resolve("config"))) {
      for (LockedImage image : SampleBundle.in(folder.resolve("again")).lock().images()) {
        String name = "docker://" + registry.host() + "/" + imagePath.name(image.ref());
        String repository = name.substring(0, name.lastIndexOf(':'));
        assertThat(inspect(name)).isEqualTo(image.digest().toString());
        assertThat(inspect(repository + "@" + image.digest())).isEqualTo(image.digest() + "");
        image.manifests().values().forEach(digest -> inspect(repository + "@" + digest));
        if (image.ref().repository().equals("kube-vip/kube-vip")) {
          String whole = "oci:" + folder.resolve("whole") + ":" + imagePath;
          run("skopeo", "copy", "--all", "--src-tls-verify=false", name, whole);
        }
        String copy = "dir:" + folder.resolve("copy-" + image.digest().hex());
        run("skopeo", "copy", "--src-tls-verify=false", name, copy);
      }
    }
  }

  @Test
  @RequiresProgram({"tar", "nginx"})
  void nginx_servesEveryFileUnderThePathOfItsUrl() throws Exception {
    Path top = unpack(BundleFormat.TAR, ImagePath.STRIP);
    String root = "location / { root %s/files; }".formatted(top);
    HttpClient client = HttpClient.newHttpClient();
    try (RealNginx nginx =
        RealNginx.start(Files.createDirectories(folder.resolve("nginx")), "", root)) {
      for (LockedFile file : SampleBundle.in(folder.resolve("again")).lock().files()) {
        String path = file.url().substring("https:/".length());
        URI uri = URI.create("http://127.0.0.1:" + nginx.port() + path);
        byte[] body =
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body();
        assertThat(Checksum.sha256Of(body)).as(path).isEqualTo(file.sha256());
      }
    }
  }

  private static String inspect(String image) {
    return run("skopeo", "inspect", "--tls-verify=false", "--format", "{{.Digest}}", image).strip();
  }

  private Path unpack(BundleFormat format, ImagePath imagePath) {
    Path archive = write(format, imagePath);
    run("tar", "-xf", archive.toString(), "-C", folder.toString());
    return folder.resolve(SampleBundle.NAME);
  }

  private Path write(BundleFormat format, ImagePath imagePath) {
    BundleContents contents = SampleBundle.in(folder.resolve("work")).contents(imagePath);
    return new BundleWriter(format).write(contents, folder.resolve("out")).file();
  }

  private static long filesIn(Path top) throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
