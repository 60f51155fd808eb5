package io.github.kubesprayoffline.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Ends a body when no byte came for too long, while somebody was waiting for one. */
final class StallGuard extends BlockInputStream {

  private static final long NOBODY_WAITS = -1;

  private final Duration patience;
  private final Watch.Check check;
  private volatile long waitingSince = NOBODY_WAITS;
  private volatile boolean stalled;

  StallGuard(InputStream body, Duration patience) {
    super(body);
    this.patience = patience;
    this.check = Watch.every(patience.dividedBy(10), this::look);
  }

  static SocketTimeoutException stalled(Duration patience) {
    return new SocketTimeoutException("no byte came for " + patience.toMillis() / 1000.0 + " s");
  }

  private void look() {
    long since = waitingSince;
    if (since != NOBODY_WAITS && System.nanoTime() - since > patience.toNanos()) {
      stalled = true;
      try {
        in.close();
      } catch (IOException e) {
        // The reader learns of the stall.
      }
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    waitingSince = System.nanoTime();
    try {
      int read = in.read(target, offset, length);
      if (read < 0 && stalled) {
        throw new SocketTimeoutException("closed after a stall");
      }
      return read;
    } catch (IOException e) {
      if (stalled) {
        throw stalled(patience);
      }
      throw e;
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
