package io.github.kubesprayoffline.image.push;

import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.io.BlockInputStream;
import io.github.kubesprayoffline.io.VerifiedStream;
import io.github.kubesprayoffline.oci.BlobContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;

/** A blob that nobody gets the end of unless all of it is what its digest says. */
final class VerifiedBlob implements BlobContent {

  private final BlobContent content;
  private final VerifiedStream.Expected expected;
  private final AtomicReference<IntegrityException> damage = new AtomicReference<>();

  VerifiedBlob(Checksum digest, String name, BlobContent content) {
    this.content = content;
    this.expected =
        new VerifiedStream.Expected(
            name.isEmpty() ? digest.toString() : name,
            digest,
            content.size(),
            "Run the goal verify on the bundle; pull or unpack the images again.");
  }

  /**
   * In bytes.
   *
   * @throws IntegrityException once it is known that others came: there is no use in another try
   */
  @Override
  public long size() {
    throwIfDamaged();
    return expected.size();
  }

  /** From its start in any case, for what comes before the offset is hashed, too. */
  @Override
  public InputStream open(long offset) throws IOException {
    throwIfDamaged();
    InputStream whole = new Noting(new VerifiedStream(content.open(0), expected));
    whole.skipNBytes(offset);
    return whole;
  }

  /** Says what an HTTP client may have wrapped, or taken for a fault of the network. */
  void throwIfDamaged() {
    IntegrityException found = damage.get();
    if (found != null) {
      throw found;
    }
  }

  private final class Noting extends BlockInputStream {

    Noting(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return in.read(target, offset, length);
      } catch (IntegrityException e) {
        damage.compareAndSet(null, e);
        throw e;
      }
    }
  }
}
