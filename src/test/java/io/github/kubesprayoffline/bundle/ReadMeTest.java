package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.lock.ImagePath;
import io.github.kubesprayoffline.lock.Lock;
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
    String text = readMe();

    assertThat(text).isEqualTo(Files.readString(EXPECTED));
  }

  @Test
  void nothingOfTheTemplate_isLeftUnfilled() {
    assertThat(readMe()).doesNotContainPattern("@[a-zA-Z]+@");
  }

  @Test
  void namesThatLookLikePlacesOrCode_stayNames() {
    Lock lock = SampleBundle.empty(folder).file("h/@images@", "a").file("h/a``b", "b").lock();

    assertThat(ReadMe.of(SampleBundle.NAME, lock, ImagePath.STRIP))
        .contains("- `files/h/@images@`\n")
        .contains("- ``` files/h/a``b ```");
  }

  private String readMe() {
    return ReadMe.of(SampleBundle.NAME, SampleBundle.small(folder).lock(), ImagePath.STRIP);
  }
}
