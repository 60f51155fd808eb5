package io.github.kubesprayoffline.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.id.SafePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the path, and whatever links lie below the folder: nothing outside is reached. */
class RootPropertyTest {

  private static final String INSIDE = "inside";

  private static Path temp;
  private static Path folder;

  @BeforeContainer
  static void foldersAndLinks() throws IOException {
    temp = Files.createTempDirectory("root");
    folder = Files.createDirectories(temp.resolve("x/root"));
    Files.createDirectories(folder.resolve("a/b"));
    for (String file : new String[] {"f", "a/f", "a/b/f"}) {
      Files.writeString(folder.resolve(file), INSIDE);
    }
    Files.writeString(temp.resolve("f"), "outside");
    Files.writeString(temp.resolve("x/f"), "outside");
    Files.createSymbolicLink(folder.resolve("up"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("a/top"), Path.of("/"));
    Files.createSymbolicLink(folder.resolve("a/out"), temp.resolve("f"));
    Files.createSymbolicLink(folder.resolve("a/in"), Path.of("f"));
    Files.createSymbolicLink(folder.resolve("round"), Path.of("round"));
  }

  @AfterContainer
  static void remove() throws IOException {
    try (Stream<Path> all = Files.walk(temp)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 3000)
  void path_isRefusedOrStaysBelowByItsRealPath(@ForAll("hostile") String path) throws IOException {
    Path place;
    try {
      place = new Root(folder).at(path);
    } catch (InvalidInputException e) {
      assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}");
      return;
    }
    assertThat(SafePath.isSafe(path)).isTrue();
    assertThat(place.normalize()).startsWithRaw(folder).isNotEqualTo(folder);
    if (Files.exists(place)) {
      assertThat(place.toRealPath()).startsWithRaw(folder.toRealPath());
    }
  }

  @Property(tries = 1000)
  void openedFile_isOneOfTheFolders(@ForAll("hostile") String path) throws IOException {
    try (InputStream in = new Root(folder).open(path)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(INSIDE);
    } catch (InvalidInputException | NoSuchFileException e) {
      assertThat(e).hasMessageNotContaining("outside");
    } catch (java.nio.file.FileSystemException e) {
      assertThat(e).hasMessageContaining("Not a directory");
    }
  }

  /** Pieces that path attacks are made of, in any order. */
  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.of(
            "..",
            ".",
            "/",
            "/",
            "/",
            "//",
            "\\",
            "%2e%2e",
            "a",
            "a/b",
            "f",
            "f",
            "up",
            "a/top",
            "a/out",
            "a/in",
            "round",
            "etc/passwd",
            "h:80",
            "~",
            "\0",
            "\n",
            "\r",
            "C:",
            "é",
            "e\u0301",
            " ",
            "\u202e",
            "\ud800",
            "x".repeat(300),
            "nul",
            "f.",
            "f::$DATA")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }
}
