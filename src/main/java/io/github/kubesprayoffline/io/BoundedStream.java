package io.github.kubesprayoffline.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongFunction;

/**
 * A stream that gives no more bytes than its limit; the first byte beyond it ends the reading with
 * an exception, so that neither memory nor disk is filled by a source that never ends.
 */
public final class BoundedStream extends BlockInputStream {

  private long limit;
  private final LongFunction<? extends RuntimeException> tooLong;
  private long count;

  /**
   * A bounded stream.
   *
   * @param limit the most bytes that may come
   * @param tooLong makes the exception for one more, from the limit
   */
  public BoundedStream(
      InputStream in, long limit, LongFunction<? extends RuntimeException> tooLong) {
    super(in);
    this.limit = limit;
    this.tooLong = tooLong;
  }

  /** From here on, so many bytes and no more. */
  public void allow(long bytes) {
    limit = bytes;
    count = 0;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    if (read > 0) {
      count += read;
      if (count > limit) {
        throw tooLong.apply(limit);
      }
    }
    return read;
  }
}
