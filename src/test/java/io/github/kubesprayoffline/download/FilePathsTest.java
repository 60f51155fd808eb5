package io.github.kubesprayoffline.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.lock.FilePin;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FilePathsTest {

  private static final Path FOLDER = Path.of("/build/target/files");

  @Property
  void anyPath_staysBelowTheFolderOrIsRefused(@ForAll("hostile") String path) {
    FilePin pin = new FilePin("https://h/f", path, null, List.of("id"));
    Path place;
    try {
      place = FilePaths.below(FOLDER, pin);
    } catch (InvalidInputException e) {
      assertThat(e).hasMessageStartingWith("id (https://h/f): its path '");
      return;
    }
    assertThat(place.normalize()).startsWithRaw(FOLDER).isNotEqualTo(FOLDER);
  }

  /** Pieces that path attacks are made of, in any order. */
  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(
            "..",
            ".",
            "/",
            "//",
            "\\",
            "%2e%2e",
            "%2f",
            "?",
            "#",
            "a",
            "h:80",
            "~",
            "\0",
            "\n",
            "C:",
            "é",
            " ",
            "x".repeat(300))
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }
}
