package io.github.kubesprayoffline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "https://h?u=https://x, h/index.html",
  })
  void url_isHostAndPath(String url, String path) {
    assertThat(FilePath.of(url)).isEqualTo(path);
  }
}
