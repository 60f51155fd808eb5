package io.github.kubesprayoffline.registry;

import static io.github.kubesprayoffline.testing.TestTransfers.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.http.transport.HttpTransport;
import io.github.kubesprayoffline.testing.OriginServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenServiceTest {

  private final OriginServer server = OriginServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "300, 270",
    "'\"300\"', 270",
    "9223372036854775807, 77760",
    "-9223372036854775808, 54",
    "99999999999999999999999999, 54",
    "1e300, 77760",
    "-5, 54",
    "0, 54",
    "'\"soon\"', 54",
    "null, 54",
    "[], 54",
  })
  void lifetimeThatIsTold_isTakenWithinReason(String told, long seconds) {
    Instant began = Instant.now();

    TokenService.Token token =
        ask("{\"token\":\"t\",\"issued_at\":\"nonsense\",\"expires_in\":%s}".formatted(told));

    assertThat(Duration.between(began, token.staleAt()))
        .isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\r\\nX: y", "a\\u0000", "a b", "\\u001b[31m", "\\u00e4", "\\u200b"})
  void tokenThatNoHeaderCanCarry_isRefused(String token) {
    assertThatThrownBy(() -> ask("{\"token\":\"%s\"}".formatted(token)))
        .isInstanceOf(TransferException.class)
        .hasMessage(
            "hub.example: its token service gives a token that no header can carry. Ask the registry's operator.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "SECRET",
        "{\"token\":SECRET}",
        "{\"token\":\"\"}",
        "{\"token\":\"SECRET\",\"token\":\"u\"}",
        "{\"token\":{\"a\":\"SECRET\"}}"
      })
  void answerWithoutAToken_isSaidWithoutQuotingIt(String answer) {
    assertThatThrownBy(() -> ask(answer))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("its token service gives no token")
        .hasMessageNotContaining("SECRET")
        .hasNoCause();
  }

  @Test
  void answerLongerThanAnyToken_isRefused() {
    assertThatThrownBy(() -> ask("{\"token\":\"" + "t".repeat(1 << 18) + "\"}"))
        .isInstanceOf(TransferException.class)
        .hasMessageContaining("longer than the 262144 bytes");
    assertThatThrownBy(() -> ask("{\"token\":\"" + "t".repeat(1 << 17) + "\"}"))
        .hasMessageContaining("no header can carry");
  }

  @Test
  void accessToken_countsWhereThereIsNoOther() {
    assertThat(ask("{\"token\":\"\",\"access_token\":\"t\"}").text()).isEqualTo("t");
  }

  private TokenService.Token ask(String answer) {
    server.serve("/token", answer.getBytes(UTF_8));
    return new TokenService(
            new HttpTransport(SETTINGS),
            "hub.example",
            () -> server.url("/v2/"),
            new LoginAdvice("hub.example"))
        .ask(
            new Challenge("bearer", Map.of("realm", server.url("/token").toString())),
            "",
            Optional.empty());
  }
}
