package io.github.kubesprayoffline.image.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.ImageReference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryMirrorsTest {

  @Test
  void matchingRules_comeInOrderAndTheOriginalLast() {
    assertThat(
            candidates(
                "quay.io/calico/node:v3",
                "quay.io/calico=first.example.com:5000/c",
                "docker.io=no.example.com",
                "quay.io=second.example.com/quay.io/"))
        .containsExactly(
            "first.example.com:5000/c/node:v3",
            "second.example.com/quay.io/calico/node:v3",
            "quay.io/calico/node:v3");
  }

  @Test
  void prefix_endsAtASlash() {
    assertThat(candidates("quay.io/calico-x/node:v3", "quay.io/calico=hub.example.com"))
        .containsExactly("quay.io/calico-x/node:v3");
  }

  @Test
  void shortNames_areCompletedBefore() {
    assertThat(candidates("nginx", "docker.io=hub.example.com/hub"))
        .first()
        .isEqualTo("hub.example.com/hub/library/nginx:latest");
  }

  @Test
  void tagAndDigest_stay() {
    String digest = "@sha256:" + "ab".repeat(32);

    assertThat(candidates("quay.io/a/b:1" + digest, "quay.io=hub.example.com"))
        .first()
        .isEqualTo("hub.example.com/a/b:1" + digest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quay.io", "=hub", "quay.io=", "quay.io=https://hub", "a=b=c"})
  void otherForms_areRefused(String rule) {
    assertThatThrownBy(() -> RegistryMirrors.parse(List.of(rule)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("prefix=replacement");
  }

  @Test
  void ruleForAWholeName_needsARepositoryOnTheOtherSide() {
    assertThatThrownBy(() -> candidates("quay.io/a/b:1", "quay.io/a/b=hub.example.com"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("quay.io/a/b=hub.example.com");
  }

  private static List<String> candidates(String ref, String... rules) {
    return RegistryMirrors.parse(List.of(rules)).candidates(ImageReference.parse(ref)).stream()
        .map(ImageReference::toString)
        .toList();
  }
}
