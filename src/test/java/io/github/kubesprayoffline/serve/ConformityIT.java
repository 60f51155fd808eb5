package io.github.kubesprayoffline.serve;

import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.lock.LockedImage;
import io.github.kubesprayoffline.testing.RealRegistry;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same questions to Debian's registry, on the bundle's own tree, and to ours. */
@RequiresProgram("docker-registry")
class ConformityIT {

  private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w+)\"");
  private static final String ABSENT = "sha256:" + "0".repeat(64);

  private static final List<String> FIELDS =
      List.of(
          "Content-Type",
          "Content-Length",
          "Content-Range",
          "Docker-Content-Digest",
          "Docker-Distribution-Api-Version",
          "Link");

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void everyAnswer_isLikeTheRealRegistrys() throws Exception {
    SampleBundle bundle = SampleBundle.in(Files.createDirectories(folder.resolve("work")));
    Path unpacked = folder.resolve("unpacked");
    Bundle.open(Served.archive(bundle, Files.createDirectories(folder.resolve("out"))))
        .unpack(unpacked);
    try (RealRegistry real =
            RealRegistry.serving(
                unpacked.resolve("registry"), Files.createDirectories(folder.resolve("real")));
        Served ours = Served.of(unpacked, folder.resolve("cache"))) {
      SoftAssertions all = new SoftAssertions();
      for (String question : questions(bundle.lock().images())) {
        all.assertThat(answer(ours.host(), question))
            .as(question)
            .isEqualTo(answer(real.host(), question));
      }
      all.assertAll();
    }
  }

  private static List<String> questions(List<LockedImage> images) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "GET /v2/",
                "HEAD /v2/",
                "GET /v2/_catalog",
                "GET /v2/_catalog?n=2",
                "GET /v2/_catalog?n=2&last=calico/node",
                "GET /v2/_catalog?last=zzz",
                "GET /v2/nobody/here/tags/list",
                "GET /v2/calico/node/tags/list",
                "GET /v2/calico/node/manifests/v0",
                "HEAD /v2/calico/node/manifests/v0",
                "GET /v2/calico/node/manifests/" + ABSENT,
                "GET /v2/calico/node/blobs/" + ABSENT,
                "HEAD /v2/calico/node/blobs/" + ABSENT,
                "DELETE /v2/calico/node/manifests/" + ABSENT));
    for (LockedImage image : images) {
      String base = "/v2/" + image.ref().repository();
      all.add("GET " + base + "/manifests/" + image.ref().tag());
      all.add("HEAD " + base + "/manifests/" + image.ref().tag());
      all.add("GET " + base + "/manifests/" + image.digest());
      image.manifests().values().forEach(digest -> all.add("GET " + base + "/manifests/" + digest));
      for (Checksum blob : image.blobs().keySet()) {
        all.add("GET " + base + "/blobs/" + blob);
        all.add("HEAD " + base + "/blobs/" + blob);
        if (image.blobs().get(blob) > 20) { // Behind the end, the real one breaks off its answer.
          all.add("RANGE " + base + "/blobs/" + blob);
        }
      }
    }
    return all;
  }

  private List<String> answer(String host, String question)
      throws IOException, InterruptedException {
    String method = question.substring(0, question.indexOf(' '));
    URI uri = URI.create("http://" + host + question.substring(method.length() + 1));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(method.equals("RANGE") ? "GET" : method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", "application/vnd.oci.image.index.v1+json")
            .header("Accept", "application/vnd.oci.image.manifest.v1+json")
            .header("Accept", "application/vnd.docker.distribution.manifest.list.v2+json")
            .header("Accept", "application/vnd.docker.distribution.manifest.v2+json");
    if (method.equals("RANGE")) {
      request.header("Range", "bytes=5-20");
    }
    return told(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
  }

  /** Of an error only its code: the words and details are each registry's own. */
  private static List<String> told(HttpResponse<byte[]> answer) {
    List<String> told = new ArrayList<>(List.of("" + answer.statusCode()));
    if (answer.statusCode() >= 400) {
      Matcher code = CODE.matcher(new String(answer.body(), StandardCharsets.UTF_8));
      told.add(code.find() ? code.group(1) : "no code");
      return told;
    }
    for (String field : FIELDS) {
      Optional<String> value = answer.headers().firstValue(field);
      told.add(field + ": " + value.orElse("").replace("; charset=utf-8", ""));
    }
    told.add("body " + Checksum.sha256Of(answer.body()));
    return told;
  }
}
