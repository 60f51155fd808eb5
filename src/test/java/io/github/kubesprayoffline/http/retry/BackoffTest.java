package io.github.kubesprayoffline.http.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.TransferException;
import io.github.kubesprayoffline.testing.TurnedClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-03-01T23:59:00Z"));
  private final List<String> told = new ArrayList<>();
  private final RetryPolicy policy = RetryPolicy.DEFAULT.withClock(clock);
  private final Backoff backoff = backoff(policy);

  @Test
  void pauses_doubleWithAQuarterOfJitterUpToTheLongest() throws IOException {
    Backoff many = backoff(policy.withRetries(8));
    for (int i = 0; i < 8; i++) {
      fail(many, "broken");
    }

    List<Integer> seconds = List.of(1, 2, 4, 8, 16, 20, 20, 20);
    for (int i = 0; i < seconds.size(); i++) {
      assertThat(clock.pauses().get(i).toMillis())
          .isBetween(seconds.get(i) * 750L, seconds.get(i) * 1250L);
    }
  }

  @Test
  void failureAfterTheLastRetry_isThrownWithThoseBeforeIt() throws IOException {
    for (int i = 0; i < policy.retries(); i++) {
      fail(backoff, "broken " + i);
    }

    assertThatThrownBy(() -> fail(backoff, "broken at last"))
        .isInstanceOf(IOException.class)
        .hasMessage("broken at last")
        .satisfies(last -> assertThat(last.getSuppressed()).hasSize(policy.retries()));
    assertThat(clock.pauses()).hasSize(policy.retries());
  }

  @Test
  void retryThatWaits_isToldWithReasonAndPause() throws IOException {
    backoff.pauseOrThrow(new IOException("cut"), "it broke off", Duration.ofSeconds(42));

    assertThat(told).containsExactly("thing: it broke off; next try in 42 s");
  }

  @Test
  void serverThatAsksForLess_isLeftAloneAsLongAsUsual() throws IOException {
    backoff.pauseOrThrow(new IOException("cut"), "cut", Duration.ofMillis(1));

    assertThat(clock.paused()).isGreaterThanOrEqualTo(Duration.ofMillis(750));
  }

  @Test
  void serverThatAsksForMoreThanThereIs_isNotAskedAgain() {
    IOException busy = new IOException("busy");

    assertThat(backoff.isOver(Duration.ofMinutes(2))).isFalse();
    assertThatThrownBy(() -> backoff.pauseOrThrow(busy, "busy", Duration.ofSeconds(121)))
        .isSameAs(busy);
    assertThat(told).isEmpty();
  }

  @Test
  void progress_isAFreshStart() throws IOException {
    for (int i = 1; i <= 20; i++) {
      fail(backoff, "broken");
      backoff.reached(i * Backoff.PROGRESS);
    }

    assertThat(clock.pauses()).allMatch(pause -> pause.toMillis() <= 1250);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, (256 << 10) / 5})
  void aFewBytesATry_areNoProgress(long bytes) throws IOException {
    for (int i = 0; i < policy.retries(); i++) {
      backoff.reached(i * bytes);
      fail(backoff, "broken");
    }

    assertThat(backoff.isOver(Duration.ZERO)).isTrue();
  }

  @Test
  void bytesThatWereThereBefore_areNoProgress() throws IOException {
    backoff.reached(4 * Backoff.PROGRESS);
    for (int i = 0; i < policy.retries(); i++) {
      backoff.reached(i % 2 * 3L * Backoff.PROGRESS);
      fail(backoff, "broken");
    }

    assertThat(backoff.isOver(Duration.ZERO)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "90, 90",
    "' 0 ', 0",
    "'Mon, 2 Mar 2026 00:00:30 GMT', 90",
    "'Mon, 2 Mar 2020 00:00:30 GMT', 0",
    "99999999999999999999, 0",
    "-5, 0",
    "soon, 0",
    "'', 0",
  })
  void whatAServerAsks_isReadByTheCalendar(String header, long seconds) {
    assertThat(backoff.asked(Optional.of(header))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void interrupt_endsThePauseAndIsKept() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> fail(backoff, "broken"))
        .isInstanceOf(TransferException.class)
        .hasMessage("thing: interrupted.");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void fewerThanNoRetries_areRefused() {
    assertThatThrownBy(() -> policy.withRetries(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("retries is -1: give 0 or more.");
  }

  @ParameterizedTest
  @CsvSource({"408, true", "429, true", "500, true", "503, true", "501, false", "505, false"})
  void troubleThatMayPass_isToldByItsStatus(int status, boolean passing) {
    assertThat(RetryPolicy.isPassing(status)).isEqualTo(passing);
  }

  private Backoff backoff(RetryPolicy of) {
    return new Backoff("thing", of, (name, reason) -> told.add(name + ": " + reason));
  }

  private static void fail(Backoff tries, String message) throws IOException {
    tries.pauseOrThrow(new IOException(message), message, Duration.ZERO);
  }
}
