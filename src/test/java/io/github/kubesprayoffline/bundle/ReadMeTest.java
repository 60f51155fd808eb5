package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadMeTest {

  private static final Path EXPECTED = Path.of("src/test/resources/bundle/README.md");

  @TempDir Path folder;

  @Test
  void sampleBundle_isDescribedForItsOperator() throws IOException {
    String text = ReadMe.of(SampleBundle.in(folder).contents());

    assertThat(text).isEqualTo(Files.readString(EXPECTED));
  }

  @Test
  void nothingOfTheTemplate_isLeftUnfilled() {
    assertThat(ReadMe.of(SampleBundle.in(folder).contents())).doesNotContainPattern("@[a-zA-Z]+@");
  }
}
