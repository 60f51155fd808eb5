package io.github.kubesprayoffline.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.http.Patience;
import io.github.kubesprayoffline.http.retry.Clock;
import io.github.kubesprayoffline.http.retry.Floor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallGuardTest {

  private final AtomicLong clock = new AtomicLong();
  private final Patience patience =
      new Patience(Duration.ofSeconds(30), Floor.OF_AN_ANSWER, new HandTurned());

  @Test
  void dripOfAByteASecond_endsAfterAMinute() {
    assertThatThrownBy(() -> guarded(endless(1, Duration.ofSeconds(1))).readAllBytes())
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("only 60 bytes came in 60.0 s, and 30000 are the least");
    assertThat(clock).hasValue(Duration.ofSeconds(60).toNanos());
  }

  @Test
  void dripJustShortOfTheStall_endsToo() {
    assertThatThrownBy(() -> guarded(endless(1, Duration.ofSeconds(29))).readAllBytes())
        .hasMessage("only 3 bytes came in 87.0 s, and 30000 are the least");
  }

  @Test
  void burstAndThenADrip_endsWithTheFirstMinuteThatBroughtTooLittle() throws IOException {
    InputStream both =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[1 << 20]), endless(1, Duration.ofSeconds(1)));
    InputStream body = guarded(both);
    body.readNBytes(1 << 20);

    assertThatThrownBy(body::readAllBytes).hasMessageStartingWith("only 60 bytes came");
    assertThat(clock.get()).isLessThanOrEqualTo(Duration.ofMinutes(2).toNanos());
  }

  @Test
  void slowLinkAboveTheFloor_isRead() throws IOException {
    byte[] read = guarded(endless(600, Duration.ofSeconds(1))).readNBytes(6_000_000);

    assertThat(read).hasSize(6_000_000);
  }

  @Test
  void readerThatTakesItsTime_isNoSlowServer() throws IOException {
    InputStream body = guarded(endless(1, Duration.ofMillis(1)));
    for (int i = 0; i < 1000; i++) {
      assertThat(body.read()).isZero();
      clock.addAndGet(Duration.ofMinutes(10).toNanos());
    }
  }

  @Test
  void bytesThatCame_areGivenBeforeTheFailure() throws IOException {
    InputStream body = guarded(endless(5, Duration.ofSeconds(61)));

    assertThat(body.read(new byte[100], 0, 100)).isEqualTo(5);
    assertThatThrownBy(() -> body.read(new byte[100], 0, 100))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void libraryThatThrowsWhatItLikes_isAFailedBody() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalArgumentException("chunk -1");
          }

          @Override
          public int read(byte[] target, int offset, int length) {
            return read();
          }
        };

    assertThatThrownBy(() -> guarded(broken).read())
        .isInstanceOf(IOException.class)
        .hasMessage("the body is no proper HTTP: chunk -1");
  }

  private InputStream guarded(InputStream body) {
    return StallGuard.over(body, patience, () -> {});
  }

  /** Goes on by what bodies take. */
  private final class HandTurned implements Clock {

    @Override
    public long nanos() {
      return clock.get();
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public void pause(Duration time) {
      clock.addAndGet(time.toNanos());
    }
  }

  /** So many bytes each time, after turning the clock on. */
  private InputStream endless(int bytes, Duration pause) {
    return new InputStream() {
      @Override
      public int read() {
        clock.addAndGet(pause.toNanos());
        return 0;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        clock.addAndGet(pause.toNanos());
        return Math.min(bytes, length);
      }
    };
  }
}
