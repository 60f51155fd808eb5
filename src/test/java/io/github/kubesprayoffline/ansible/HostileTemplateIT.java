package io.github.kubesprayoffline.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.error.OfflineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No template costs more than its budget, in time or memory, whatever it asks for. */
class HostileTemplateIT {

  /** Half of what a build has, to leave the other half for everything else. */
  private static final String HEAP = "-Xmx256m";

  private static final int MINUTES = 15;

  @TempDir static Path folder;

  private static final List<String> ENDS = new ArrayList<>();

  @BeforeAll
  static void evaluateAllInASmallHeap() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                HostileTemplates.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("ends").toFile())
            .start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    ENDS.addAll(Files.readAllLines(folder.resolve("ends")));
    assertThat(ended).as("all end, after %s", ENDS).isTrue();
  }

  static Stream<Arguments> rows() throws IOException {
    List<HostileTemplates.Row> rows = HostileTemplates.table();
    return IntStream.range(0, rows.size()).mapToObj(i -> Arguments.of(rows.get(i), i));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hostileTemplate_isRefusedOrHasItsValue(HostileTemplates.Row row, int index) {
    assertThat(ENDS).as("ends, up to that of %s", row).hasSizeGreaterThan(index);
    assertThat(ENDS.get(index)).startsWith(HostileTemplates.RIGHT);
  }

  @Test
  void budget_doesNotGrowWithoutEndWithTheHosts() {
    Budget many = Budget.forHosts(1_000_000);

    assertThatThrownBy(() -> many.items(40_000_000))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("evaluations for 1000000 hosts")
        .hasMessageContaining("give such values to groups, or build for a part of the hosts");
  }
}
