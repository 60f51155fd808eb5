package io.github.kubesprayoffline.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.SampleBundle;
import io.github.kubesprayoffline.id.Checksum;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

  private static final String KUBECTL = "dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl";
  private static final byte[] BYTES = "kubectl ".repeat(140_000).getBytes(StandardCharsets.UTF_8);
  private static final String ETAG = '"' + Checksum.sha256Of(BYTES).toString() + '"';

  @TempDir static Path folder;
  private static Served served;

  @BeforeAll
  static void serve() throws Exception {
    Path out = Files.createDirectories(folder.resolve("out"));
    Path work = Files.createDirectories(folder.resolve("work"));
    served = Served.of(Served.archive(SampleBundle.in(work), out), folder.resolve("cache"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void file_isThereBelowFilesAndAtTheRoot() {
    assertThat(served.get("/files/" + KUBECTL).body()).isEqualTo(BYTES);
    assertThat(served.get("/" + KUBECTL).body()).isEqualTo(BYTES);
  }

  @Test
  void oddName_isServedByItsEncodedPath() {
    String path = "/files/github.com/a~b/c+d/" + "long-".repeat(30) + "/e%20f@1.0.tgz";
    assertThat(served.text(path)).isEqualTo("tgz");
    assertThat(served.text("/files/github.com/a~b/c+d/" + "long-".repeat(30) + "/"))
        .contains("href=\"./e%20f@1.0.tgz\"");
  }

  @Test
  void header_saysSizeChecksumAndAFixedTime() {
    HttpResponse<byte[]> answer = served.ask("HEAD", "/files/" + KUBECTL);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(field(answer, "Content-Length")).isEqualTo("" + BYTES.length);
    assertThat(field(answer, "ETag")).isEqualTo(ETAG);
    assertThat(field(answer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(field(answer, "Last-Modified"))
        .isEqualTo(field(served.ask("HEAD", "/" + KUBECTL), "Last-Modified"))
        .matches("\\w{3}, \\d\\d \\w{3} 20[01]\\d .* GMT");
  }

  @Test
  void range_givesThatPart() {
    HttpResponse<byte[]> answer = served.get("/files/" + KUBECTL, "Range", "bytes=8-15");

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo("kubectl ".getBytes(StandardCharsets.UTF_8));
    assertThat(field(answer, "Content-Range")).isEqualTo("bytes 8-15/" + BYTES.length);
    assertThat(field(answer, "ETag")).isEqualTo(ETAG);
  }

  @Test
  void suffixAndOpenRange_giveTheEnd() {
    assertThat(served.text("/files/" + KUBECTL, "Range", "bytes=-3")).isEqualTo("tl ");
    assertThat(served.text("/files/" + KUBECTL, "Range", "bytes=" + (BYTES.length - 4) + "-"))
        .isEqualTo("ctl ");
  }

  @Test
  void severalRanges_giveAllOfThemInParts() {
    HttpResponse<byte[]> answer = served.get("/files/" + KUBECTL, "Range", "bytes=0-1,10-12,-2");

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(field(answer, "Content-Type")).startsWith("multipart/byteranges; boundary=");
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("bytes 0-1/" + BYTES.length, "bytes 10-12/", "\r\n\r\nku\r\n", "\r\n\r\nbec\r\n");
  }

  @Test
  void rangeBehindTheEnd_is416WithTheSize() {
    HttpResponse<byte[]> answer = served.get("/files/" + KUBECTL, "Range", "bytes=999999999-");

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(field(answer, "Content-Range")).isEqualTo("bytes */" + BYTES.length);
  }

  @Test
  void ifRange_ofAnotherContent_givesTheWholeFile() {
    assertThat(
            served
                .get("/files/" + KUBECTL, "Range", "bytes=0-1", "If-Range", "\"another\"")
                .statusCode())
        .isEqualTo(200);
    assertThat(served.get("/files/" + KUBECTL, "Range", "bytes=0-1", "If-Range", ETAG).statusCode())
        .isEqualTo(206);
  }

  @Test
  void ifNoneMatch_ofThisContent_is304() {
    assertThat(served.get("/files/" + KUBECTL, "If-None-Match", ETAG).statusCode()).isEqualTo(304);
    assertThat(served.get("/files/" + KUBECTL, "If-None-Match", "\"a\", " + ETAG).statusCode())
        .isEqualTo(304);
    assertThat(served.get("/files/" + KUBECTL, "If-None-Match", "\"a\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void ifModifiedSince_countsOnlyForTheVerySameTime() {
    String time = field(served.ask("HEAD", "/" + KUBECTL), "Last-Modified");

    assertThat(served.get("/" + KUBECTL, "If-Modified-Since", time).statusCode()).isEqualTo(304);
    assertThat(
            served
                .get("/" + KUBECTL, "If-Modified-Since", "Mon, 23 Nov 2026 10:00:00 GMT")
                .statusCode())
        .as("a time that is derived from the content says nothing about later or earlier")
        .isEqualTo(200);
  }

  @Test
  void folder_listsWhatIsInIt() {
    assertThat(served.text("/files/"))
        .contains("href=\"./dl.k8s.io/\"", "href=\"./get.helm.sh/\"", "href=\"./github.com/\"");
    assertThat(served.text("/files/dl.k8s.io/release/v1.33.9/bin/linux/amd64/"))
        .contains("href=\"./kubectl\"", "" + BYTES.length, Checksum.sha256Of(BYTES).hex());
    assertThat(served.ask("HEAD", "/files/").body()).isEmpty();
  }

  @Test
  void folderWithoutSlash_leadsToTheOneWithIt() {
    HttpResponse<byte[]> answer = served.get("/files/dl.k8s.io/release");

    assertThat(answer.statusCode()).isBetween(301, 308);
    assertThat(field(answer, "Location")).endsWith("/files/dl.k8s.io/release/");
  }

  @Test
  void missingFile_isToldToClientAndOperator() {
    assertThat(served.get("/files/dl.k8s.io/nothing").statusCode()).isEqualTo(404);
    assertThat(served.text("/files/dl.k8s.io/nothing"))
        .isEqualTo("Not in the bundle: dl.k8s.io/nothing\n");
    assertThat(served.warnings).containsOnlyOnce("Not in the bundle: /files/dl.k8s.io/nothing");
  }

  @Test
  void anythingButReading_is405() {
    for (String method : new String[] {"PUT", "POST", "DELETE", "PATCH", "OPTIONS"}) {
      HttpResponse<byte[]> answer = served.ask(method, "/files/" + KUBECTL);
      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(field(answer, "Allow")).isEqualTo("GET, HEAD");
    }
  }

  @Test
  void sourceArchive_isThere() {
    assertThat(served.get("/" + served.bundle().header().sourcePath()).body())
        .satisfies(
            bytes ->
                assertThat(Checksum.sha256Of(bytes))
                    .isEqualTo(served.bundle().lock().sourceSha256()));
  }

  private static String field(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
