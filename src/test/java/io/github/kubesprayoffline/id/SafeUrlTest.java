package io.github.kubesprayoffline.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://h/p, https://h/p, https://h/p",
    "https://me:secret@h/p, https://h/p, https://h/p",
    "https://h/p?sig=secret, https://h/p?..., https://h/p?sig=secret",
    "https://h/a@b, https://h/a@b, https://h/a@b",
    "https://u:p@ss@h/p, https://h/p, https://h/p",
    "https://tok@h:1/p?x#f, https://h:1/p?...#f, https://h:1/p?x#f",
  })
  void secrets_areLeftOut(String url, String forMessages, String forNames) {
    assertThat(SafeUrl.of(url)).isEqualTo(forMessages);
    assertThat(SafeUrl.withoutLogin(url)).isEqualTo(forNames);
  }
}
