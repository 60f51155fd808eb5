package io.github.kubesprayoffline.http.retry;

import io.github.kubesprayoffline.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * A body that breaks off when it stays below a floor: a drip is no download. What came is given to
 * the reader; it is the next wait that is refused.
 */
public final class PacedStream extends BlockInputStream {

  private final Floor floor;
  private final Clock clock;
  private long waited;
  private long bytes;
  private String complaint = "";

  /** A body that has to keep above this floor, by this clock. */
  public PacedStream(InputStream body, Floor floor, Clock clock) {
    super(body);
    this.floor = floor;
    this.clock = clock;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!complaint.isEmpty()) {
      throw new SocketTimeoutException(complaint);
    }
    long began = clock.nanos();
    int read = in.read(target, offset, length);
    waited += clock.nanos() - began;
    bytes += Math.max(0, read);
    if (waited >= floor.window().toNanos()) {
      judge();
    }
    return read;
  }

  private void judge() {
    if (bytes < floor.bytes()) {
      complaint =
          "only %d bytes came in %.1f s, and %d are the least"
              .formatted(bytes, waited / 1e9, floor.bytes());
    }
    bytes = 0;
    waited = 0;
  }
}
