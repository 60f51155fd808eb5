package io.github.kubesprayoffline.http.client;

import io.github.kubesprayoffline.io.BlockInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.HttpEntity;

/** A body that leaves its connection to the next request if it was read, and ends it if not. */
final class PlainBody extends BlockInputStream {

  /** What is read to the end faster than a new connection is made. */
  private static final long CHEAP = 1 << 14;

  /** But not where the server lets us wait for it. */
  private static final Duration CHEAP_TIME = Duration.ofSeconds(1);

  private final HttpUriRequestBase request;
  private final Duration patience;
  private long left;

  PlainBody(HttpUriRequestBase request, HttpEntity entity, Duration patience) throws IOException {
    super(entity.getContent());
    this.request = request;
    this.patience = patience;
    this.left = entity.getContentLength() < 0 ? Long.MAX_VALUE : entity.getContentLength();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      int read = in.read(target, offset, length);
      left = read < 0 ? 0 : left - read;
      return read;
    } catch (SocketTimeoutException e) {
      throw StallGuard.stalled(patience);
    }
  }

  @Override
  public void close() {
    if (left > CHEAP) {
      request.cancel();
    }
    StallMonitor.Check check = StallMonitor.every(CHEAP_TIME, request::cancel);
    try {
      super.close(); // Reads what is left.
    } catch (IOException e) {
      // It wanted to read on, from a connection that is no more.
    } finally {
      check.close();
    }
  }
}
