package io.github.kubesprayoffline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"a\":1,\"a\":2} | Duplicate field 'a'",
        "{} [] | there is more after the document",
        "{\"a\": | Unexpected end-of-input",
      })
  void whatClientsReadDifferently_isRefusedWithItsPlace(String text, String why) {
    assertThatThrownBy(() -> read(text))
        .asInstanceOf(InstanceOfAssertFactories.type(JsonParseException.class))
        .satisfies(e -> assertThat(e.getOriginalMessage()).startsWith(why))
        .satisfies(e -> assertThat(e.getLocation().getLineNr()).isEqualTo(1));
  }

  @Test
  void nothing_isRefused() {
    assertThatThrownBy(() -> read("")).hasMessageContaining("there is nothing in it");
  }

  @Test
  void whatIsBeyondALimit_isRefusedWithItsPlaceAndWithoutNamesOfCode() {
    assertThatThrownBy(() -> read("[".repeat(65)))
        .asInstanceOf(InstanceOfAssertFactories.type(JsonParseException.class))
        .satisfies(e -> assertThat(e.getOriginalMessage()).doesNotContain("StreamReadConstraints"))
        .satisfies(e -> assertThat(e.getLocation().getColumnNr()).isGreaterThan(60));
  }

  @Test
  void otherEncoding_isRefused() {
    assertThatThrownBy(
            () ->
                StrictJson.FROM_REGISTRIES.read(
                    "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void whatIsWithinTheLimits_isRead() throws IOException {
    assertThat(read("{\"a\":[1,null,\"x\"]}").path("a")).hasSize(3);
    assertThat(read("[".repeat(64) + "]".repeat(64)).isArray()).isTrue();
  }

  private static JsonNode read(String text) throws IOException {
    return StrictJson.FROM_REGISTRIES.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
