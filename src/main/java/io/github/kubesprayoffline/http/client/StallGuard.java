package io.github.kubesprayoffline.http.client;

import io.github.kubesprayoffline.http.Patience;
import io.github.kubesprayoffline.http.retry.Clock;
import io.github.kubesprayoffline.http.retry.PacedStream;
import io.github.kubesprayoffline.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Ends a body when no byte came for too long while somebody was waiting for one. */
final class StallGuard extends BlockInputStream {

  private static final long NOBODY_WAITS = -1;

  private final Duration patience;
  private final Clock clock;
  private final Runnable breaker;
  private final StallMonitor.Check check;
  private volatile long waitingSince = NOBODY_WAITS;
  private volatile boolean stalled;

  private StallGuard(InputStream body, Patience patience, Runnable breaker) {
    super(body);
    this.patience = patience.silence();
    this.clock = patience.clock();
    this.breaker = breaker;
    this.check = StallMonitor.every(patience.beat(), this::look);
  }

  /**
   * A body that ends when a server keeps silent for too long, or drips.
   *
   * @param breaker ends a read that waits in another thread
   */
  static InputStream over(InputStream body, Patience patience, Runnable breaker) {
    return new PacedStream(
        new StallGuard(body, patience, breaker), patience.floor(), patience.clock());
  }

  static SocketTimeoutException stalled(Duration patience) {
    return new SocketTimeoutException("no byte came for " + patience.toMillis() / 1000.0 + " s");
  }

  private void look() {
    long since = waitingSince;
    if (since != NOBODY_WAITS && clock.nanos() - since > patience.toNanos()) {
      stalled = true;
      breaker.run();
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    waitingSince = clock.nanos();
    try {
      int read = in.read(target, offset, length);
      if (read < 0 && stalled) {
        throw new SocketTimeoutException("closed after a stall");
      }
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
