package io.github.kubesprayoffline.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.LockedImage;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {

  @TempDir static Path folder;
  private static Served served;
  private static LockedImage node;

  @BeforeAll
  static void serve() throws Exception {
    Path out = Files.createDirectories(folder.resolve("out"));
    Path work = Files.createDirectories(folder.resolve("work"));
    served = Served.of(Served.archive(SampleBundle.in(work), out), folder.resolve("cache"));
    node =
        served.bundle().lock().images().stream()
            .filter(image -> image.ref().toString().contains("calico/node"))
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void base_saysThatThisIsARegistry() {
    HttpResponse<byte[]> answer = served.get("/v2/");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(field(answer, "Docker-Distribution-Api-Version")).isEqualTo("registry/2.0");
  }

  @Test
  void everyManifest_isGivenByTagAndDigestAsItsBytesAre() {
    for (LockedImage image : served.bundle().lock().images()) {
      String path = "/v2/" + image.ref().repository() + "/manifests/";
      HttpResponse<byte[]> byTag = served.get(path + image.ref().tag());
      assertThat(Checksum.sha256Of(byTag.body())).isEqualTo(image.digest());
      assertThat(field(byTag, "Docker-Content-Digest")).isEqualTo(image.digest().toString());
      assertThat(field(byTag, "Content-Type")).isEqualTo(image.mediaType());
      for (Checksum manifest : image.manifests().values()) {
        HttpResponse<byte[]> answer = served.get(path + manifest);
        assertThat(Checksum.sha256Of(answer.body())).isEqualTo(manifest);
        assertThat(field(answer, "Content-Type")).contains("manifest.v");
      }
    }
  }

  @Test
  void everyBlob_isGivenByItsDigest() {
    for (LockedImage image : served.bundle().lock().images()) {
      for (Checksum blob : image.blobs().keySet()) {
        String repository = "/v2/" + image.ref().repository();
        String path = repository + "/blobs/" + blob;
        if (served.ask("HEAD", repository + "/manifests/" + blob).statusCode() == 200) {
          assertThat(served.get(path).statusCode()).as("a manifest is no blob").isEqualTo(404);
          continue;
        }
        assertThat(Checksum.sha256Of(served.get(path).body())).isEqualTo(blob);
        HttpResponse<byte[]> head = served.ask("HEAD", path);
        assertThat(field(head, "Content-Length")).isEqualTo("" + image.blobs().get(blob));
        assertThat(field(head, "Docker-Content-Digest")).isEqualTo(blob.toString());
        assertThat(served.get(path, "Range", "bytes=1-3").statusCode()).isEqualTo(206);
      }
    }
  }

  @Test
  void blobOfAnotherRepository_isUnknownHere() {
    Checksum vip =
        served.bundle().lock().images().stream()
            .filter(image -> image.ref().repository().contains("kube-vip"))
            .findFirst()
            .orElseThrow()
            .digest();

    HttpResponse<byte[]> answer = served.get("/v2/calico/node/blobs/" + vip);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(new String(answer.body(), UTF_8)).contains("\"code\":\"BLOB_UNKNOWN\"");
  }

  @Test
  void originalName_isAnAliasAndANamespace() {
    String digest = node.digest().toString();

    assertThat(digest("/v2/quay.io/calico/node/manifests/v3.31.5")).isEqualTo(digest);
    assertThat(digest("/v2/calico/node/manifests/v3.31.5?ns=quay.io")).isEqualTo(digest);
    assertThat(digest("/v2/quay.io/calico/node/manifests/v3.31.5?ns=quay.io")).isEqualTo(digest);
    assertThat(digest("/v2/calico/node/manifests/v3.31.5?ns=localhost%3A8080")).isEqualTo(digest);
    assertThat(served.get("/v2/calico/node/manifests/v3.31.5?ns=docker.io").statusCode())
        .as("another registry's image of that name is not this one")
        .isEqualTo(404);
  }

  @Test
  void catalogAndTags_comeInPages() {
    assertThat(served.text("/v2/_catalog"))
        .isEqualTo(
            "{\"repositories\":[\"calico/cni\",\"calico/node\",\"flannel/flannel\",\"kube-vip/kube-vip\",\"pause\"]}\n");
    HttpResponse<byte[]> page = served.get("/v2/_catalog?n=2");
    assertThat(new String(page.body(), UTF_8)).contains("[\"calico/cni\",\"calico/node\"]");
    assertThat(field(page, "Link"))
        .isEqualTo("</v2/_catalog?last=calico%2Fnode&n=2>; rel=\"next\"");
    HttpResponse<byte[]> last = served.get("/v2/_catalog?last=flannel%2Fflannel&n=2");
    assertThat(new String(last.body(), UTF_8)).contains("[\"kube-vip/kube-vip\",\"pause\"]");
    assertThat(last.headers().firstValue("Link")).isEmpty();
    assertThat(served.text("/v2/calico/node/tags/list"))
        .isEqualTo("{\"name\":\"calico/node\",\"tags\":[\"v3.31.5\"]}\n");
    assertThat(served.get("/v2/_catalog?n=many").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNotHere_isSaidInTheSpecificationsWords() {
    assertThat(served.text("/v2/calico/nothing/manifests/v1")).contains("\"NAME_UNKNOWN\"");
    assertThat(served.text("/v2/calico/nothing/tags/list")).contains("\"NAME_UNKNOWN\"");
    assertThat(served.text("/v2/calico/node/manifests/v1")).contains("\"MANIFEST_UNKNOWN\"");
    assertThat(served.text("/v2/calico/node/blobs/sha256:12")).contains("\"DIGEST_INVALID\"");
    assertThat(served.get("/v2/calico/node/referrers/" + node.digest()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void pushing_isUnsupported() {
    for (String method : new String[] {"PUT", "POST", "PATCH", "DELETE"}) {
      HttpResponse<byte[]> answer = served.ask(method, "/v2/calico/node/blobs/uploads/");
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(new String(answer.body(), UTF_8)).contains("\"UNSUPPORTED\"");
    }
  }

  @Test
  void bundleWithWholeNames_isListedUnderThem(@TempDir Path other) throws Exception {
    Path work = Files.createDirectories(other.resolve("work"));
    Path archive = Served.archive(SampleBundle.in(work), other, ImagePath.KEEP);
    try (Served keeping = Served.of(archive, folder.resolve("cache"))) {
      assertThat(keeping.text("/v2/_catalog")).contains("\"quay.io/calico/node\"");
      assertThat(keeping.get("/v2/calico/node/manifests/v3.31.5").statusCode()).isEqualTo(200);
    }
  }

  private static String digest(String path) {
    return field(served.ask("HEAD", path), "Docker-Content-Digest");
  }

  private static String field(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
