package io.github.kubesprayoffline.download;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void errorOfAWorker_reachesTheCallerAsItIs() {
    StackOverflowError error = new StackOverflowError();

    assertThatThrownBy(
            () ->
                Workers.each(
                    List.of(1, 2),
                    2,
                    number -> {
                      throw error;
                    },
                    new Problems()))
        .isSameAs(error);
  }
}
