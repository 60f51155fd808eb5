package io.github.kubesprayoffline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {

  @Test
  void bearer_hasItsParameters() {
    assertThat(
            Challenge.parse(
                List.of(
                    "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\","
                        + "scope=\"repository:library/nginx:pull,push\"")))
        .contains(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.docker.io/token",
                    "service", "registry.docker.io",
                    "scope", "repository:library/nginx:pull,push")));
  }

  @Test
  void schemeAndNames_areReadInAnyCase() {
    assertThat(Challenge.parse(List.of("BASIC Realm=hub")))
        .contains(new Challenge("basic", Map.of("realm", "hub")));
  }

  @Test
  void bearer_isChosenWhereBothAreOffered() {
    assertThat(Challenge.parse(List.of("Basic realm=\"a\", Bearer realm=\"https://b/t\"")))
        .contains(new Challenge("bearer", Map.of("realm", "https://b/t")));
    assertThat(Challenge.parse(List.of("Bearer realm=\"https://b/t\"", "Basic realm=\"a\"")))
        .contains(new Challenge("bearer", Map.of("realm", "https://b/t")));
  }

  @Test
  void schemeWithinQuotes_isNoChallenge() {
    assertThat(Challenge.parse(List.of("Basic realm=\"x, Bearer realm=https://evil\"")))
        .contains(new Challenge("basic", Map.of("realm", "x, Bearer realm=https://evil")));
  }

  @Test
  void parameterGivenTwice_countsOnce() {
    assertThat(Challenge.parse(List.of("Bearer realm=\"https://a\",realm=\"https://evil\"")))
        .contains(new Challenge("bearer", Map.of("realm", "https://a")));
  }

  @Test
  void challengeOfGreatLength_isReadInNoTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (String piece : List.of("a", "\"", "a ", "a=", "bearer ", ",", "=\"")) {
            Challenge.parse(List.of("Bearer " + piece.repeat(16_000 / piece.length())));
            Challenge.parse(List.of("Bearer " + piece.repeat(300_000)));
          }
        });
  }

  @Test
  void unknownScheme_isNoChallenge() {
    assertThat(Challenge.parse(List.of("Negotiate"))).isEmpty();
    assertThat(Challenge.parse(List.of())).isEmpty();
  }
}
