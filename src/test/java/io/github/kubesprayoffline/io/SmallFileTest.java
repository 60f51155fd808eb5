package io.github.kubesprayoffline.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallFileTest {

  @TempDir Path folder;

  @Test
  void fileUpToTheLimit_isRead() throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[10]);
    assertThat(SmallFile.read(file, 10)).hasSize(10);
    assertThatThrownBy(() -> SmallFile.read(file, 9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("f has more than 9 B");
  }

  @Test
  void device_isNotRead() {
    assertThatThrownBy(() -> SmallFile.read(Path.of("/dev/zero"), 10))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no regular file");
  }

  @Test
  void boundedStream_countsSkippedBytesToo() throws IOException {
    InputStream in =
        new BoundedStream(
            new ByteArrayInputStream(new byte[100]), 50, most -> new IllegalStateException("end"));
    assertThat(in.skip(40)).isEqualTo(40);
    assertThat(in.read()).isZero();
    assertThatThrownBy(() -> in.skip(40)).hasMessage("end");
  }
}
