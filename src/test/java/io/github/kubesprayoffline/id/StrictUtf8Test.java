package io.github.kubesprayoffline.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StrictUtf8Test {

  @Test
  void bytesOfAnotherEncoding_areRefusedAndNotReplaced() throws CharacterCodingException {
    assertThat(StrictUtf8.decode("ß🙂".getBytes(StandardCharsets.UTF_8))).isEqualTo("ß🙂");
    assertThatThrownBy(() -> StrictUtf8.decode("ß".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(CharacterCodingException.class);
  }
}
