package io.github.kubesprayoffline.transfer;

import io.github.kubesprayoffline.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A stream that breaks when too little came in a span of waiting: a drip is no download. */
final class SpeedFloor extends BlockInputStream {

  private final TransferRule rule;
  private long bytes;
  private long waited;

  SpeedFloor(InputStream in, TransferRule rule) {
    super(in);
    this.rule = rule;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    long asked = rule.nanos().getAsLong();
    int read = in.read(target, offset, length);
    waited += rule.nanos().getAsLong() - asked;
    bytes += Math.max(read, 0);
    if (read >= 0 && waited >= rule.span().toNanos()) {
      judge();
    }
    return read;
  }

  private void judge() throws IOException {
    if (bytes < rule.least()) {
      throw new IOException(
          "only %d bytes came in %d s, and less than %d count as none"
              .formatted(bytes, Duration.ofNanos(waited).toSeconds(), rule.least()));
    }
    bytes = 0;
    waited = 0;
  }
}
