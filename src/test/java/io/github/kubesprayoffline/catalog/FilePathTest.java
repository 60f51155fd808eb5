package io.github.kubesprayoffline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {

  @ParameterizedTest
  @CsvSource({
    "https://dl.k8s.io/release/kubelet, dl.k8s.io/release/kubelet",
    "https://DL.K8s.IO:443/Kubelet, dl.k8s.io/Kubelet",
    "http://h:80/f, h/f",
    "https://h:8443/f, h:8443/f",
    "https://[::1]:8443/f, ::1:8443/f",
    "https://h, h/index.html",
    "https://h/a/, h/a/index.html",
    "https://h/a%20b, h/a b",
    "https://h/f?sig=secret, h/f",
    "https://h/f?a=../../b#c, h/f",
    "https://h/f?u=https://x/../y, h/f",
    "https://h/f?..%2f..%2fb, h/f",
    "https://h?u=https://x, h/index.html",
    "https://h//etc/passwd, h/etc/passwd",
    "https://h/..a/b.., h/..a/b..",
    "https://h/%252e%252e/f, h/%2e%2e/f",
    "https://h/C:/f, h/C:/f",
    "gs://my_bucket/a/b, my_bucket/a/b",
    "gs://bucket/a//b?userProject=p, bucket/a/b",
    "file:///srv/x/y.tar.gz, localhost/y.tar.gz",
    "file:/srv/../x%20y, localhost/x y",
    "FILE:///srv/x%2f%2e%2e%2fy, localhost/y",
  })
  void url_isHostAndPath(String url, String path) {
    assertThat(FilePath.of(url)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h/../f",
        "https://h/a/../../f",
        "https://h/./f",
        "https://h/..",
        "https://h/%2e%2e/f",
        "https://h/.%2E/f",
        "https://h/a%2f..%2f..%2f..%2fetc/passwd",
        "https://h/..%2f",
        "https://h/%5c..%5cf",
        "gs://bucket/a/../../f",
        "gs://bucket/%2e%2e/f",
        "file:///srv/..",
        "file:///srv/a%5cb",
        "https://h/f%00.tgz",
        "https://h/f%0a",
        "https://h/f%7f",
      })
  void pathThatMayLeadOut_isRefusedAndNamed(String url) {
    assertThatThrownBy(() -> FilePath.of(url))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("'%s' is not a URL that can be fetched (its path has", url)
        .message()
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../f",
        "//h/f",
        "h/f",
        "https:f",
        "https:///f",
        "https://../f",
        "https://%2e%2e/f",
        "https://h_h/f",
        "ftp://h/f",
        "file:f",
        "file:///srv/",
        "file:///",
        "file://localhost/srv/f",
        "file://h/srv/f",
        "gs:f",
        "gs:///f",
        "gs://bucket",
        "gs://bucket/a/",
        "gs://../f",
        "gs://b:8/f",
        "jar:https://h/f!/g",
        "https://h/a\\b",
        "https://h/a b",
        "https://h/{{ x }}",
        "https://h/%zz",
      })
  void textThatIsNoSource_isRefusedAndNamed(String text) {
    assertThatThrownBy(() -> FilePath.of(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("'%s' is not a URL that can be fetched (", text)
        .hasMessageContaining("write https://host/path, file:///folder/name or gs://bucket/path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///srv/f", "gs://bucket/f"})
  void sourceThatNodesCannotRead_isNoDownload(String url) {
    assertThatThrownBy(() -> FilePath.ofDownload(url))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageEndingWith("write https://host/path");
    assertThat(FilePath.ofDownload("https://h/f")).isEqualTo("h/f");
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/a/f?q, https://h/a/f?q",
    "gs://bucket/a/f, gs://bucket/a/f",
    "file:/home/me/f, file:///f",
    "file:///home/me/a%20%C3%A9, file:///a%20é",
    "file:///home/me%2ff, file:///f",
  })
  void folderOfALocalFile_isLeftOutAndThePathIsTheSame(String url, String recorded) {
    assertThat(FilePath.withoutFolder(url)).isEqualTo(recorded);
    assertThat(FilePath.of(recorded)).isEqualTo(FilePath.of(url));
  }

  @Test
  void nameThatNoFileSystemTakes_isRefusedInWords() {
    assertThat(FilePath.of("https://h/" + "x".repeat(255))).hasSize(257);

    assertThatThrownBy(() -> FilePath.of("https://h/" + "x".repeat(256)))
        .hasMessageContaining("its path has a name of 256 bytes, and 255 is the most")
        .hasMessageContaining("xxx...'");
    assertThatThrownBy(() -> FilePath.of("https://h/" + "%C3%A9".repeat(128)))
        .hasMessageContaining("a name of 256 bytes");
  }

  @Test
  void pathThatNoSystemCallTakes_isRefusedInWords() {
    assertThatThrownBy(() -> FilePath.of("https://h/" + "x/".repeat(1600) + "f"))
        .hasMessageContaining("its path has 3203 bytes, and 3000 is the most");
  }

  @ParameterizedTest
  @CsvSource({
    "https://me:secret@h/f, h",
    "https://secret@h:8443/f?secret, h:8443",
    "https://me:s@secret@h/f, h",
    "https://me:secret@h_h/f, h_h",
  })
  void login_isRefusedWithoutItAndWithTheWayOut(String url, String id) {
    assertThatThrownBy(() -> FilePath.of(url))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("'https://" + id + "/f")
        .hasMessageContaining("<server> of settings.xml with the <id>" + id + "</id>")
        .hasMessageNotContaining("secret");
  }
}
