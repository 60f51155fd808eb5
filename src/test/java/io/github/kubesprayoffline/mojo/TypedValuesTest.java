package io.github.kubesprayoffline.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedValuesTest {

  @Test
  void booleansNumbersAndCollections_areWhatTheyLookLike() {
    assertThat(typed("true")).isEqualTo(true);
    assertThat(typed("False")).isEqualTo(false);
    assertThat(typed("42")).isEqualTo(42L);
    assertThat(typed("[a, b]")).isEqualTo(List.of("a", "b"));
    assertThat(typed("{a: 1}")).isEqualTo(Map.of("a", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.30", "1.33.9", "010", "12:30", "yes", "{{ kube_version }}", "2026-01-01"})
  void whatYamlWouldMisread_staysText(String text) {
    assertThat(typed(text)).isEqualTo(text);
  }

  @Test
  void emptyElement_isAnEmptyText() {
    assertThat(typed(null)).isEqualTo("");
  }

  @Test
  void brokenList_namesTheVariable() {
    assertThatThrownBy(() -> typed("[a: b: c]"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("vars.name is not YAML");
  }

  private static Object typed(String text) {
    java.util.Map<String, String> texts = new java.util.HashMap<>();
    texts.put("name", text);
    return TypedValues.of("vars", texts).get("name");
  }
}
