package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.read.Finding;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortableNamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "files/example.com:8443/v1/a.tgz",
        "files/registry.example.com/v2/a/blobs/sha256:0123",
        "inventory/host_vars/fe80::1.yml",
        "config/console.yml",
        "config/com.yml",
        "config/auxiliary",
        "files/.hidden/a",
        "files/a..b/c",
        "files/Ünïcode/ÄÖ",
        "files/tools/helm~2.tar.gz",
        "files/debian/docker-ce_5~3.deb",
        "inventory/hosts.ini~",
      })
  void usualName_isTakenAsItIs(String path) {
    assertThat(PortableNames.findings(List.of(path))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config/aux",
        "config/AUX.yml",
        "config/nul.tar.gz",
        "files/con/a",
        "config/com1",
        "config/LPT9.txt",
        "config/com¹",
        "config/conin$",
        "config/prn .txt",
        "files/a./b",
        "files/a /b",
        "config/x.",
        "config/x ",
        "config/a:b",
        "deploy/c:/x",
        "README~1.MD",
        "files/PROGRA~1/x",
        "config/a~12",
        "files/dl.k8s.io/KUBEC~10.EXE",
      })
  void nameThatWindowsTakesForAnother_isFound(String path) {
    assertThat(PortableNames.findings(List.of(path))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, readme.MD",
    "files/a/b, files/A/c",
    "files/straße, files/STRASSE",
    "files/straße, files/stra\u1e9ee",
    "files/stra\u1e9ee, files/strasse",
    "files/é, files/e\u0301",
    "files/É/x, files/e\u0301/y",
    "files/ſ, files/s",
    "files/\u212a, files/k",
  })
  void namesThatAreOneElsewhere_areFound(String one, String other) {
    assertThat(PortableNames.findings(List.of(one, other)))
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .contains("is the same name as");
  }

  @Test
  void namesInDifferentFolders_areNotCompared() {
    assertThat(PortableNames.findings(List.of("files/a/x", "files/b/X", "files/b/a/x"))).isEmpty();
  }

  @Test
  void build_refusesSuchNamesAndSaysWhatToDo() {
    assertThatThrownBy(() -> PortableNames.require(List.of("files/x/Readme", "files/x/README")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("files/x/README is the same name as files/x/Readme")
        .hasMessageContaining("rename or exclude it");
  }
}
