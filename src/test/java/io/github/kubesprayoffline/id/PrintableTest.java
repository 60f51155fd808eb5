package io.github.kubesprayoffline.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void controls_areMadeVisible() {
    assertThat(Printable.of("v1\n[ERROR] forged\u001b[31m\r\t\u007f\u009b\u202e\u2028"))
        .isEqualTo("v1\\n[ERROR] forged\\x1b[31m\\r\\t\\x7f\\x9b\\u202e\\u2028");
  }

  @Test
  void ownLines_stay() {
    assertThat(Printable.lines("one\n\ttwo\u001b")).isEqualTo("one\n\ttwo\\x1b");
  }

  @Test
  void plainText_isTheSame() {
    String text = "überall, 日本語 🙂";
    assertThat(Printable.of(text)).isSameAs(text);
  }
}
