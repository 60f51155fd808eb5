package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What fails in a thread beside the main one ends the main one, and in the same way. */
@Timeout(20)
class ThreadFailureTest {

  @Test
  void memoryThatRunsOutWhileReadingAhead_endsTheReading() throws Exception {
    try (ReadAhead in =
        new ReadAhead(
            new InputStream() {
              @Override
              public int read() {
                throw new OutOfMemoryError("Java heap space");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) {
                return read();
              }
            })) {
      assertThatThrownBy(in::readAllBytes).isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
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
