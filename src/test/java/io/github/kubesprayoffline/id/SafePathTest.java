package io.github.kubesprayoffline.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/etc/passwd",
        "../x",
        "a/../b",
        "a//b",
        "a/",
        "./a",
        "a\\b",
        "a\nb",
        "a\u0000b",
        "a\u0085b",
        "a\u202eb",
        "a\ud800b"
      })
  void pathThatLeadsOutOrHides_isRefused(String path) {
    assertThat(SafePath.isSafe(path)).isFalse();
    assertThatThrownBy(() -> SafePath.require(path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("cannot be a path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "files/dl.k8s.io:8443/v1/kubelet", "...", "a b", "-x", "überall/ß", "~"})
  void usualPath_isTaken(String path) {
    assertThat(SafePath.require(path)).isEqualTo(path);
  }

  @Test
  void lengths_countBytes() {
    assertThat(SafePath.isSafe("ß".repeat(127))).isTrue();
    assertThat(SafePath.isSafe("ß".repeat(128))).isFalse();
    assertThat(SafePath.isSafe("abc/".repeat(750) + "d")).isFalse();
  }

  @Test
  void refusal_quotesTheBeginningVisibly() {
    assertThatThrownBy(() -> SafePath.require("\u001b[31m" + "x".repeat(5000)))
        .hasMessageContaining("\\x1b[31m")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
  }
}
