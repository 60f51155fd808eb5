package io.github.kubesprayoffline.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilePinTest {

  @Test
  void pathThatLeadsOut_isRefusedWithTheDownloadAndItsUrl() {
    assertThatThrownBy(() -> new FilePin("https://h/f?sig=x", "../f", null, List.of("id")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("id (https://h/f?...): its path '../f' has a step")
        .hasMessageEndingWith("Change the URL, or exclude it.");
  }

  @Test
  void pathBelow_isTaken() {
    assertThat(new FilePin("https://h/f", "h/f", null, List.of("b", "a", "b")).ids())
        .containsExactly("a", "b");
  }
}
