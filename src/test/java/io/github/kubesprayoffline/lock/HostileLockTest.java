package io.github.kubesprayoffline.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.catalog.CatalogJson;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks, catalogs and records of a site that somebody wrote by hand: refused by their place. */
class HostileLockTest {

  private static final String LOCK =
      new String(
          LockJson.write(new Locks().file("h/a", "a").file("h/b", "b").image("q/i:1", "i").lock()),
          StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"path\": \"h/a\" | \"path\": \"../a\" | /files/0",
        "\"path\": \"h/a\" | \"path\": \"h/b\" | h/b twice",
        "\"path\": \"h/a\" | \"path\": \"h/b/c\" | both a file and the folder",
        "\"path\": \"h/a\" | \"path\": \"h/a\\u202e\" | /files/0",
        "https://h/a | https://h/a\\n[ERROR] | /files/0",
        "\"v2.31.0\" | \"../../v1\" | /kubespray",
        "\"v2.31.0\" | \"v1\\nx\" | /kubespray",
        "\"source\": \"source\" | \"source\": \"s\\u001b[31m\" | /kubespray",
        "linux/amd64 | linux/amd64\\n | /images/0/manifests/",
        "linux/amd64 | linux/../../x | /images/0/manifests/",
        "\"amd64\" | \"amd64\\n\" | not a platform",
        "q/i:1 | q/../i:1 | /images/0/ref",
        "q/i:1 | q/i:1\\n | /images/0/ref",
        "application/vnd.oci.image.manifest.v1+json | a/b\\r\\nX: y | /images/0",
        "\"size\": 1, | \"size\": 1, \"size\": 2, | line ",
        "\"size\": 100 | \"size\": 9223372036854775807 | /kubespray/size",
        "\"size\": 100 | \"size\": -1 | /kubespray/size",
        "\"size\": 100 | \"size\": 1e3 | /kubespray/size",
      })
  void wrongText_isRefusedByItsPlace(String text, String hostile, String place) {
    String target = text.equals("\"size\": 1,") ? "\"size\": 100" : text;
    String with = text.equals("\"size\": 1,") ? "\"size\": 100, \"size\": 100" : hostile;
    assertThat(LOCK).contains(target);

    assertThatThrownBy(() -> read(LOCK.replace(target, with)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("my.lock.json")
        .hasMessageContaining(place)
        .message()
        .doesNotContainPattern("\\p{Cntrl}");
  }

  @Test
  void digestWrittenTwice_isRefused() {
    String digest = Locks.sha256("shared layer").toString();
    assertThat(LOCK).contains("\"" + digest + "\": 12");

    assertThatThrownBy(
            () ->
                read(
                    LOCK.replace(
                        "\"" + digest + "\": 12",
                        "\""
                            + digest
                            + "\": 12, \""
                            + digest.toUpperCase(java.util.Locale.ROOT)
                            + "\": 13")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "/etc/x", "a//b", "a\\\\b", "a\\nb"})
  void pathOfASite_isRefusedByTheFilesName(String path) {
    String site =
        """
        {"schema": "kubespray-offline/site/1", "generated": ["%s"], "moved": {"%s": "%s"},
         "inventory": "%s", "imagePath": "strip", "mirrorMode": "registry",
         "mirror": {"registry": "m:5000", "filesRepo": "http://m", "registryScheme": "http",
                    "verified": true, "registryCa": null, "registryUser": null, "yumRepo": null,
                    "debianRepo": null, "ubuntuRepo": null, "dockerRepo": null}}
        """;

    for (int hostile = 0; hostile < 4; hostile++) {
      Object[] paths = {"a", "b", "c", "d"};
      paths[hostile] = path;
      byte[] bytes = site.formatted(paths).getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> SiteFiles.read(bytes))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageStartingWith(".offline.json: ")
          .hasMessageContaining("cannot be a path");
    }
  }

  @Test
  void pathOfACatalog_isRefusedByItsPlace() {
    String catalog =
        new String(
            CatalogJson.write(new Locks().file("h/a", "a").catalog()), StandardCharsets.UTF_8);

    assertThatThrownBy(
            () ->
                CatalogJson.read(
                    "catalog.json",
                    catalog
                        .replace("\"path\": \"h/a\"", "\"path\": \"../a\"")
                        .getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("catalog.json: /files/0/path");
  }

  private static Lock read(String text) {
    return LockJson.read("my.lock.json", text.getBytes(StandardCharsets.UTF_8));
  }
}
