package io.github.kubesprayoffline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonTest {

  static Stream<String> hostile() {
    return Stream.of(
        "",
        "{",
        "{\"a\": 1, \"a\": 2}",
        "{} {}",
        "{\n  \"a\": tru\n}",
        "{\"a\": NaN}",
        "[".repeat(100_000),
        "[".repeat(5000) + "]".repeat(5000),
        "{\"a\":".repeat(5000) + "1" + "}".repeat(5000),
        "{\"a\": " + "9".repeat(2000) + "}",
        "{\"a\": 1." + "9".repeat(2000) + "}",
        "{\"a\": \"" + "x".repeat(3 << 20) + "\"}",
        "{\"" + "x".repeat(200_000) + "\": 1}",
        "[" + "0,".repeat(400_000) + "0]",
        "{\"\u001b[31m\": 1, \"\u001b[31m\": 2}");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void documentThatIsNone_isRefusedWithFileLineAndColumn(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .matches("lock\\.json, line \\d+, column \\d+: .+")
        .doesNotContain("StreamReadConstraints", "\u001b")
        .hasSizeLessThan(400);
  }

  @Test
  void documentThatIsTooLarge_isRefusedByName() {
    byte[] blanks = new byte[CanonicalJson.LARGEST + 1];
    Arrays.fill(blanks, (byte) ' ');

    assertThatThrownBy(() -> CanonicalJson.read("lock.json", blanks))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("lock.json has 8.4 MB");
  }

  @Test
  void usualDocument_isRead() {
    assertThat(read("{\"a\": [1, 2.5, \"x\", null, true], \"b\": {}}").path("a")).hasSize(5);
    assertThat(read("[".repeat(150) + "]".repeat(150)).isArray()).isTrue();
    assertThat(read("null").isNull()).isTrue();
  }

  @Property(tries = 2000)
  void whateverText_isReadOrRefusedInWords(@ForAll("pieces") String text) {
    try {
      assertThat(read(text)).isNotNull();
    } catch (InvalidInputException e) {
      assertThat(e).hasMessageStartingWith("lock.json, line ");
    }
  }

  @Provide
  Arbitrary<String> pieces() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"",
            "1",
            "-",
            "1e999999999",
            "null",
            "tru",
            "\\u",
            "\u0000",
            "\n",
            " ",
            "9".repeat(500),
            "[".repeat(300),
            "\ud800",
            "/*",
            "é")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static com.fasterxml.jackson.databind.JsonNode read(String text) {
    return CanonicalJson.read("lock.json", text.getBytes(StandardCharsets.UTF_8));
  }
}
