package io.github.kubesprayoffline.bundle.read;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What fails in the thread that reads ahead ends the reading, and in the same way. */
@Timeout(20)
class ReadAheadTest {

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
}
