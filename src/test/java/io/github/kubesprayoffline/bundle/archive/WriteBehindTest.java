package io.github.kubesprayoffline.bundle.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WriteBehindTest {

  private static final byte[] MEGABYTES = new byte[5 << 20];

  static {
    new Random(1).nextBytes(MEGABYTES);
  }

  @Test
  void flush_everythingIsThereInOrder() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WriteBehind behind = new WriteBehind(out)) {
      behind.write(MEGABYTES[0]);
      behind.write(MEGABYTES, 1, 300_000);
      behind.write(MEGABYTES, 300_001, MEGABYTES.length - 300_001);
      behind.flush();
      assertThat(out.toByteArray()).isEqualTo(MEGABYTES);
    }
  }

  @Test
  void fullDisk_theWriterLearnsIt() throws IOException {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    try (WriteBehind behind = new WriteBehind(full)) {
      assertThatThrownBy(
              () -> {
                behind.write(MEGABYTES);
                behind.flush();
              })
          .isInstanceOf(IOException.class)
          .hasMessage("No space left on device");
    }
  }

  @Test
  void closeWithoutFlush_writesNoMore() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WriteBehind behind = new WriteBehind(out)) {
      behind.write(MEGABYTES, 0, 1000);
    }
    assertThat(out.size()).isZero();
  }

  @Test
  @Timeout(20)
  void memoryThatRunsOutWhileWritingBehind_endsTheWriting() throws Exception {
    try (WriteBehind out =
        new WriteBehind(
            new OutputStream() {
              @Override
              public void write(int b) {
                throw new OutOfMemoryError("Java heap space");
              }

              @Override
              public void write(byte[] bytes, int offset, int length) {
                write(0);
              }
            })) {
      assertThatThrownBy(
              () -> {
                out.write(1);
                out.flush();
              })
          .isInstanceOf(OutOfMemoryError.class);
    }
  }
}
