package io.github.kubesprayoffline.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootTest {

  @TempDir Path folder;

  @Test
  void pathBelow_isResolved() {
    assertThat(new Root(folder).at("a/b")).isEqualTo(folder.resolve("a/b"));
  }

  @Test
  void pathOut_isRefused() {
    assertThatThrownBy(() -> new Root(folder).at("a/../../b"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> new Root(folder).at("/etc/passwd"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void linkOnTheWay_isNotFollowed() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("/"));
    assertThatThrownBy(() -> new Root(folder).at("link/etc/passwd"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("symbolic link")
        .hasMessageContaining(folder.resolve("link").toString());
  }

  @Test
  void linkToTheFolderItself_isTheUsersOwn() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(new Root(link).at("a")).isEqualTo(link.resolve("a"));
  }
}
