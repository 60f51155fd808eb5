package io.github.kubesprayoffline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fuzzing once found stays mended: each kept input is tried again. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FuzzSeedsTest {

  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void keptInputs_endInOurOwnWords(FuzzTarget target) throws IOException {
    List<Path> seeds = target.seeds();

    assertThat(seeds).isNotEmpty();
    for (Path seed : seeds) {
      byte[] input = Files.readAllBytes(seed);
      assertThatCode(() -> target.run(input)).as(seed.toString()).doesNotThrowAnyException();
    }
  }
}
