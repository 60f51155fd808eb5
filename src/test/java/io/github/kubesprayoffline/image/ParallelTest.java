package io.github.kubesprayoffline.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParallelTest {

  @Test
  void errorOfAWorker_reachesTheCallerAsItIs() {
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");

    assertThatThrownBy(
            () ->
                new Parallel(2)
                    .forEach(
                        List.of(1, 2, 3),
                        number -> {
                          throw error;
                        }))
        .isSameAs(error);
  }
}
