package io.github.kubesprayoffline.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @Test
  void controls_areMadeVisible() {
    assertThat(Printable.of("v1\n[ERROR] forged\u001b[31m\r\t\u007f\u009b\u202e\u2028"))
        .isEqualTo("v1\\n[ERROR] forged\\x1b[31m\\r\\t\\x7f\\x9b\\u202e\\u2028");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0xad, 0x200b, 0x200c, 0x200d, 0x2060, 0x2061, 0x206a, 0xfeff, 0xfff9, 0xe0001, 0xe0061
      })
  void whatHasNoWidth_isMadeVisibleAndStandsInNoPath(int hidden) {
    String name = "READ" + Character.toString(hidden) + "ME.md";

    assertThat(Printable.of(name)).matches("READ(\\\\x[0-9a-f]{2}|(\\\\u[0-9a-f]{4}){1,2})ME\\.md");
    assertThat(SafePath.fault(name)).contains("has a backslash or a control character");
  }

  @Test
  void plainText_isTheSame() {
    String text = "überall, 日本語 🙂";
    assertThat(Printable.of(text)).isSameAs(text);
  }
}
