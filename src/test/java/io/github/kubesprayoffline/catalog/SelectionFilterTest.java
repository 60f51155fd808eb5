package io.github.kubesprayoffline.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class SelectionFilterTest {

  @Test
  void patterns_selectIds() {
    assertThat(including("kube*").selects("kubelet", true)).isTrue();
    assertThat(including("kube*").selects("helm", true)).isFalse();
    assertThat(including("{helm,etcd}").selects("etcd", true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a", "a\\", "a\u0000", "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b"})
  void patternThatIsNone_isRefusedVisibly(String glob) {
    assertThatThrownBy(() -> including(glob).selects("a".repeat(100), true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is no pattern of ids")
        .message()
        .doesNotContain("\u0000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\u0000", "a\n", "../a"})
  void idThatIsNone_isRefused(String id) {
    assertThatThrownBy(() -> including("*").selects(id, true))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> including("*").selects("a".repeat(1000), true))
        .isInstanceOf(InvalidInputException.class);
  }

  private static SelectionFilter including(String glob) {
    return new SelectionFilter(Scope.ENABLED, List.of(glob), List.of(), List.of());
  }
}
