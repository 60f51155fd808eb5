package io.github.kubesprayoffline.bundle.read;

import io.github.kubesprayoffline.bundle.layout.Seal;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/** The bytes of an archive before its seal, hashed while they are read. */
final class SealedInput extends BlockInputStream {

  private final MessageDigest digest = Checksum.Algorithm.SHA256.newDigest();
  private final Seal seal;
  private long left;

  /**
   * Reads an archive.
   *
   * @param size of the whole archive in bytes
   */
  SealedInput(InputStream archive, long size, Seal seal) {
    super(archive);
    this.seal = seal;
    this.left = size - seal.length();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left <= 0) {
      return -1;
    }
    int count = in.read(bytes, offset, (int) Math.min(length, left));
    if (count > 0) {
      left -= count;
      digest.update(bytes, offset, count);
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(in.available(), Math.max(left, 0));
  }

  /**
   * Compares the seal, once everything before it has been read.
   *
   * @throws IntegrityException if there is none, or another
   */
  void requireIntact() throws IOException {
    if (left > 0) {
      throw new IntegrityException(left + " bytes too many before the archive's seal");
    }
    byte[] want = seal.of(digest.digest());
    byte[] got = in.readNBytes(want.length + 1);
    if (!Arrays.equals(got, want)) {
      throw new IntegrityException(
          "the archive's last %d bytes are not the seal over all those before them"
              .formatted(seal.length()));
    }
  }
}
