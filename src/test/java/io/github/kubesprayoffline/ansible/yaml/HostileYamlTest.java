package io.github.kubesprayoffline.ansible.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.ansible.value.Budget;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.testing.CpuLimit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What hostile YAML may hold is refused with file and line, soon. */
@CpuLimit(seconds = 20)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileYamlTest {

  /** Enough for any regular expression or square of it to take all of the time. */
  private static final int MANY = 200_000;

  @TempDir Path folder;

  static Stream<Arguments> longNumbers() {
    return Stream.of(
        Arguments.of("decimal", "9".repeat(MANY)),
        Arguments.of("negative", "-" + "9".repeat(4300)),
        Arguments.of("octal", "0" + "7".repeat(MANY)),
        Arguments.of("hexadecimal", "0x" + "f".repeat(MANY)),
        Arguments.of("binary", "0b" + "1".repeat(MANY)),
        Arguments.of("sexagesimal", "1" + ":59".repeat(MANY)),
        Arguments.of("underscores", "1" + "_1".repeat(MANY)),
        Arguments.of("float", "1." + "9".repeat(MANY)),
        Arguments.of("float with an exponent", "1." + "9".repeat(MANY) + "e+1"),
        Arguments.of("float without a beginning", "." + "9".repeat(MANY)),
        Arguments.of("float of sixties", "1" + ":59".repeat(MANY) + ".5"),
        Arguments.of("time", "2001-01-01 00:00:00." + "9".repeat(MANY)),
        Arguments.of("time with space", "2001-01-01" + " ".repeat(MANY) + "00:00:00"),
        Arguments.of("tagged", "!!int " + "9".repeat(MANY)),
        Arguments.of("quoted and tagged", "!!float \"" + "9".repeat(MANY) + "\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("longNumbers")
  void longNumber_isRefusedWithFileAndLine(String name, String number) {
    assertThatThrownBy(() -> YamlValues.parse("a: 1\nb: " + number + "\n", "n.yml"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("n.yml:2: a number of")
        .message()
        .hasSizeLessThan(200);
  }

  @Test
  void numberOfAsManyDigitsAsPythonTakes_isRead() {
    assertThat(YamlValues.parse("9".repeat(4300), "n.yml")).hasToString("9".repeat(4300));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'%s'", "0a%s", "1:x%s", "9%s z"})
  void longText_isNoNumber(String written) {
    Object read = YamlValues.parse("a: " + written.formatted("9".repeat(5000)), "n.yml");

    assertThat(((Map<?, ?>) read).get("a")).isInstanceOf(String.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-1%sx", "2020-1T%sx", "2020-01-01 00%s!", "2020-%s-"})
  void textThatIsNearlyATime_isReadInTime(String written) {
    Object read = YamlValues.parse("a: " + written.formatted(" ".repeat(400_000)), "n.yml");

    assertThat(((Map<?, ?>) read).get("a")).isInstanceOf(String.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0b_", "0x_", "-0x__"})
  void numberWithoutDigits_isRefusedWithFileAndLine(String number) {
    assertThatThrownBy(() -> YamlValues.parse("\na: " + number, "n.yml"))
        .hasMessage("n.yml:2: '%s' is no number", number);
  }

  static Stream<Arguments> bombs() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    StringBuilder merges = new StringBuilder("a0: &a0 {x: 1, y: 2}\n");
    for (int i = 1; i < 30; i++) {
      laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
      merges.append(
          "a%d: &a%d {<<: [%s], k%d: 1}\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9), i));
    }
    return Stream.of(
        Arguments.of("billion laughs", laughs.toString()),
        Arguments.of("merges", merges.toString()),
        Arguments.of("itself", "a: &a [*a]"),
        Arguments.of("merged itself", "a: &a\n  <<: *a"),
        Arguments.of("flow lists", "[".repeat(100_000)),
        Arguments.of("flow maps", "{a: ".repeat(100_000)),
        Arguments.of("keys", "? ".repeat(10_000)),
        Arguments.of("lists", "- ".repeat(10_000)),
        Arguments.of("unknown tag", "a: !!python/object/apply:os.system [id]"),
        Arguments.of("binary", "a: \u0000"),
        Arguments.of("a map as a key", "? {a: b}\n: c"),
        Arguments.of("undefined alias", "a: *b"),
        Arguments.of("two documents", "a: 1\n---\nb: 2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void bomb_isRefusedWithFileAndLine(String name, String text) {
    assertThatThrownBy(() -> YamlValues.parse(text, "n.yml"))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .matches("(?s)n\\.yml:\\d+: .+")
        .doesNotContain("null");
  }

  @Test
  void manyFiles_areChargedToOneBudget() {
    String text = "- {a: 1}\n".repeat(150_000);
    Budget budget = Budget.forHosts(1);

    assertThatThrownBy(
            () ->
                budget.charge(
                    () -> {
                      for (int i = 0; i < 12; i++) {
                        YamlValues.parse(text, "n%d.yml".formatted(i));
                      }
                      return null;
                    }))
        .isInstanceOf(InvalidInputException.class)
        .message()
        .matches("n\\d+\\.yml:\\d+: too much is read from here on: .*need more than 128 MiB");
  }

  @Test
  void byteOrderMark_isNoContent() throws Exception {
    Path file = Files.writeString(folder.resolve("n.yml"), "\uFEFFa: 1");

    assertThat(YamlValues.read(file, "n.yml")).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void otherEncoding_isRefused() throws Exception {
    Path file = Files.write(folder.resolve("n.yml"), "a: ä".getBytes(StandardCharsets.UTF_16LE));

    assertThatThrownBy(() -> YamlValues.read(file, "n.yml"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("n.yml");
  }
}
