package io.github.kubesprayoffline.io;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.id.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * A stream that ends only if it was what it should be: its last bytes are not given out before all
 * of them were hashed, so that nobody can take other bytes for the whole.
 */
public final class VerifiedStream extends BlockInputStream {

  /**
   * What should come.
   *
   * @param name what to call it in the message
   * @param size in bytes
   * @param nextStep what a user does if other bytes come
   */
  public record Expected(String name, Checksum checksum, long size, String nextStep) {

    IntegrityException mismatch(Object got, Object want) {
      return IntegrityException.mismatch(Printable.of(name), got, want, nextStep);
    }
  }

  private final Expected expected;
  private final MessageDigest digest;
  private long left;
  private boolean verified;

  /** Holds a stream to what is expected of it. */
  public VerifiedStream(InputStream in, Expected expected) {
    super(in);
    this.expected = expected;
    this.digest = expected.checksum().algorithm().newDigest();
    this.left = expected.size();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int read = left == 0 ? -1 : in.read(target, offset, (int) Math.min(length, left));
    if (read > 0) {
      digest.update(target, offset, read);
      left -= read;
    }
    if (left > 0 && read < 0) {
      throw expected.mismatch(
          expected.size() - left + " bytes", "the %d that were written".formatted(expected.size()));
    }
    if (left == 0 && !verified) {
      verify();
    }
    return read;
  }

  private void verify() throws IOException {
    if (in.read() >= 0) {
      throw expected.mismatch("more than %d bytes".formatted(expected.size()), expected.size());
    }
    Checksum got = Checksum.of(expected.checksum().algorithm(), digest);
    if (!got.equals(expected.checksum())) {
      throw expected.mismatch(got, expected.checksum());
    }
    verified = true;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(in.available(), Math.max(0, left - 1));
  }
}
