package io.github.kubesprayoffline.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "60137656, 60.1 MB",
    "123456789, 123 MB",
    "5000000000000, 5.0 TB",
    "5000000000000000, 5000 TB"
  })
  void bytes_areShownInTheUnitThatKeepsThemShort(long bytes, String text) {
    assertThat(Sizes.of(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"1000, 1000000000, 1.0 kB/s", "1000, 500000000, 2.0 kB/s", "0, 0, 0 B/s"})
  void speed_isBytesPerSecond(long bytes, long nanos, String text) {
    assertThat(Sizes.speed(bytes, nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "500, 500", "1k, 1024", "20g, 21474836480", "4GB, 4294967296"})
  void writtenSize_isInPowersOf1024(String text, long bytes) {
    assertThat(Sizes.parse("maxSize", text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-1", "1.5g", "4 gigs", "9999999g"})
  void whatIsNoSize_isRefusedByName(String text) {
    assertThatThrownBy(() -> Sizes.parse("maxSize", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("maxSize is '" + text + "'");
  }
}
