package io.github.kubesprayoffline.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.bundle.SampleBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Requests that no honest client sends: they get nothing that the bundle does not have. */
class HostileRequestTest {

  private static final String SECRET = "this must never be sent";
  private static final String FILE = "/files/dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl";
  private static final int SIZE = 8 * 140_000;
  private static final Set<Integer> EXPECTED = Set.of(200, 206, 301, 302, 304, 400, 404, 414, 416);

  private static Path folder;
  private static Served served;

  @BeforeContainer
  static void serve() throws IOException {
    folder = Files.createTempDirectory("hostile");
    Path out = Files.createDirectories(folder.resolve("out"));
    Path work = Files.createDirectories(folder.resolve("work"));
    for (String place : List.of("secret", "cache/secret", "cache/blobs/secret", "out/secret")) {
      Files.createDirectories(folder.resolve(place).getParent());
      Files.writeString(folder.resolve(place), SECRET);
    }
    served = Served.of(Served.archive(SampleBundle.in(work), out), folder.resolve("cache"));
  }

  @AfterContainer
  static void stop() throws IOException {
    served.close();
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 400)
  void pathOfWhateverSteps_leadsNowhereElse(@ForAll("paths") String path) throws IOException {
    String answer = served.raw(path);

    assertThat(status(answer)).as(path).isIn(EXPECTED);
    assertThat(answer).doesNotContain(SECRET, "root:x:0", "\tat ", "Exception");
  }

  @Property(tries = 300)
  void anyText_isAnsweredAndNoError(@ForAll("texts") String path) throws IOException {
    assertThat(status(served.raw("/" + path))).isIn(EXPECTED);
    assertThat(status(served.raw("/v2/" + path))).isIn(EXPECTED);
    assertThat(status(served.raw("/?q=" + path))).isIn(EXPECTED);
    assertThat(status(served.raw("/v2/_catalog?n=1&last=" + path))).isIn(EXPECTED);
  }

  @Property(tries = 300)
  void anyRange_givesNoMoreThanTheFile(@ForAll("ranges") String range) throws IOException {
    String answer = served.raw(FILE, "Range: " + range);

    assertThat(status(answer)).as(range).isIn(200, 206, 400, 416);
    assertThat(answer.length()).as(range).isLessThan(SIZE + 20_000);
  }

  @Property(tries = 1)
  void thousandOverlappingRanges_giveTheFileOnce() throws IOException {
    String all =
        IntStream.range(0, 1000)
            .mapToObj(i -> i + "-")
            .collect(Collectors.joining(",", "bytes=", ""));

    String answer = served.raw(FILE, "Range: " + all);

    assertThat(answer.length()).isLessThan(SIZE + 20_000);
  }

  @Property(tries = 1)
  void knownAttacks_areRefused() throws IOException {
    for (String path :
        List.of(
            "/files/../secret",
            "/files/..%2f..%2fsecret",
            "/files/%2e%2e/%2e%2e/secret",
            "/files/..\\..\\secret",
            "/files/..;/..;/secret",
            "/files//etc/passwd",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/files/dl.k8s.io/%00",
            "/files/%c0%ae%c0%ae/secret",
            "/files/dl.k8s.io/..%252f..%252fsecret",
            "/v2/../../secret",
            "/v2/..%2f..%2f/blobs/sha256:" + "0".repeat(64),
            "/v2/calico/node/blobs/sha256:../../secret",
            "/v2/calico/node/blobs/..%2f..%2fsecret",
            "/v2/calico/node/manifests/..",
            "/-/../secret",
            "/-/page.html",
            "/kubespray/../secret")) {
      String answer = served.raw(path);
      assertThat(status(answer)).as(path).isIn(400, 404);
      assertThat(answer).doesNotContain(SECRET, "root:x:0");
    }
  }

  @Property(tries = 1)
  void queryOfThePage_isShownAsTextOnly() throws IOException {
    String answer = served.raw("/?q=%3Cscript%3Ealert(1)%3C/script%3E%22%3E%40imageRows%40");

    assertThat(answer).contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&gt;@imageRows@");
    assertThat(answer).doesNotContain("<script>alert");
    assertThat(answer).contains("Content-Security-Policy: default-src 'none';");
  }

  @Property(tries = 1)
  void hostHeaderWithMarkup_isRefusedOrShownAsTextOnly() throws IOException {
    assertThat(served.raw("/", "X: y", "Host: a\"><script>alert(1)</script>"))
        .doesNotContain("<script>alert");
  }

  @Provide
  static Arbitrary<String> paths() {
    return Arbitraries.of(
            "..",
            ".",
            "%2e%2e",
            "..%2f",
            "%5c..",
            "..;",
            "files",
            "v2",
            "etc",
            "passwd",
            "secret",
            "%00",
            "",
            "%252e%252e",
            "dl.k8s.io",
            "release",
            "cache",
            "blobs",
            "%ff",
            "manifests",
            "-",
            "page.css",
            "kubespray",
            "..%c0%af")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(steps -> "/" + String.join("/", steps));
  }

  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.strings()
        .withCharRange('!', '~')
        .ofMaxLength(60)
        .filter(text -> !text.startsWith("/"));
  }

  @Provide
  static Arbitrary<String> ranges() {
    Arbitrary<String> number =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 2L * SIZE).map(String::valueOf),
            Arbitraries.of("", "-1", "9223372036854775807", "99999999999999999999", "x", " 1 "));
    Arbitrary<String> one = number.flatMap(first -> number.map(last -> first + "-" + last));
    return Arbitraries.of("bytes=", "bytes =", "BYTES=", "lines=", "bytes")
        .flatMap(
            unit -> one.list().ofMinSize(0).ofMaxSize(30).map(all -> unit + String.join(",", all)));
  }

  private static int status(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }
}
