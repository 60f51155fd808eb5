package io.github.kubesprayoffline.ansible;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.kubesprayoffline.ansible.HostileTemplates.Row;
import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.error.OfflineException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No template costs more than its budget, in time or memory, whatever it asks for. */
class HostileTemplateTest {

  private static final Duration SAFETY = Duration.ofMinutes(2);

  /** Half of what a build has, to leave the other half for everything else. */
  private static final String HEAP = "-Xmx256m";

  static Stream<Row> rows() throws IOException {
    return HostileTemplates.table().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hostileTemplate_isRefusedOrHasItsValue(Row row) {
    assertTimeoutPreemptively(SAFETY, () -> check(row));
  }

  private static void check(Row row) {
    Budget budget = Budget.forHosts(1);
    if (row.says() != null) {
      assertThatThrownBy(() -> row.render(budget))
          .isInstanceOf(OfflineException.class)
          .hasMessageContaining(row.says());
      return;
    }
    try {
      Object value = row.render(budget);
      if (row.hasValue()) {
        assertThat(PlainJson.of(value)).isEqualTo(PlainJson.of(row.value()));
      }
    } catch (OfflineException e) {
      assertThat(row.hasValue()).as("has a value, but: %s", e.getMessage()).isFalse();
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(10_000);
    }
  }

  @Test
  void allHostileTemplates_fitInASmallHeap() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                HostileTemplates.class.getName())
            .redirectErrorStream(true)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();

    assertThat(process.waitFor()).as("%s", lines).isZero();
    assertThat(lines).hasSize((int) rows().count());
    assertThat(lines).allMatch(line -> line.startsWith("value\t") || line.startsWith("refused: "));
    assertThat(lines).noneMatch(line -> line.contains("more memory than there is"));
  }

  @Test
  void budget_doesNotGrowWithoutEndWithTheHosts() {
    Budget many = Budget.forHosts(1_000_000);

    assertThatThrownBy(() -> many.items(40_000_000))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("evaluations");
  }
}
