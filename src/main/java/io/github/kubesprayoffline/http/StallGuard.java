package io.github.kubesprayoffline.http;

import io.github.kubesprayoffline.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends a body when no byte came for too long, or too few over a longer time, while somebody was
 * waiting for them.
 */
final class StallGuard extends BlockInputStream {

  private static final long NOBODY_WAITS = -1;

  private final Duration patience;
  private final Pace pace;
  private final LongSupplier clock;
  private final Runnable breaker;
  private final Watch.Check check;
  private volatile long waitingSince = NOBODY_WAITS;
  private volatile boolean stalled;

  /**
   * Guards a body.
   *
   * @param breaker ends a read that waits in another thread
   */
  StallGuard(InputStream body, Patience patience, Runnable breaker) {
    this(body, patience, breaker, System::nanoTime);
  }

  StallGuard(InputStream body, Patience patience, Runnable breaker, LongSupplier clock) {
    super(body);
    this.patience = patience.silence();
    this.pace = new Pace(patience.floor());
    this.clock = clock;
    this.breaker = breaker;
    this.check = Watch.every(patience.beat(), this::look);
  }

  static SocketTimeoutException stalled(Duration patience) {
    return new SocketTimeoutException("no byte came for " + patience.toMillis() / 1000.0 + " s");
  }

  private void look() {
    long since = waitingSince;
    if (since != NOBODY_WAITS && clock.getAsLong() - since > patience.toNanos()) {
      stalled = true;
      breaker.run();
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    pace.check();
    long began = clock.getAsLong();
    waitingSince = began;
    try {
      int read = in.read(target, offset, length);
      if (read < 0 && stalled) {
        throw new SocketTimeoutException("closed after a stall");
      }
      pace.add(Math.max(0, read), clock.getAsLong() - began);
      return read;
    } catch (IOException e) {
      throw stalled ? stalled(patience) : e;
    } catch (RuntimeException e) {
      throw new IOException("the body is no proper HTTP: " + e.getMessage(), e);
    } finally {
      waitingSince = NOBODY_WAITS;
    }
  }

  @Override
  public void close() throws IOException {
    check.close();
    super.close();
  }
}
