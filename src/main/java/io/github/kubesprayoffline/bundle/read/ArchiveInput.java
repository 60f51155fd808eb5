package io.github.kubesprayoffline.bundle.read;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.layout.Magic;
import io.github.kubesprayoffline.bundle.layout.Seal;
import io.github.kubesprayoffline.bundle.layout.Volumes;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * The tar within an archive, decompressed in a thread of its own; the seal is checked at the end.
 */
final class ArchiveInput extends FilterInputStream {

  private static final int TAR_MAGIC_AT = 257;
  private static final byte[] TAR_MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);

  private final SealedInput archive;

  private ArchiveInput(InputStream tar, SealedInput archive) {
    super(tar);
    this.archive = archive;
  }

  static ArchiveInput open(Path file) throws IOException {
    BundleFormat format = format(file);
    SealedInput archive = new SealedInput(Volumes.read(file), Volumes.size(file), Seal.of(format));
    try {
      InputStream tar =
          switch (format) {
            case TAR_ZST -> new ZstdInputStreamNoFinalizer(archive);
            case TAR_GZ -> new GZIPInputStream(archive, 1 << 16);
            case TAR -> new BufferedInputStream(archive, 1 << 16);
          };
      return new ArchiveInput(new ReadAhead(tar), archive);
    } catch (IOException e) {
      archive.close();
      throw e;
    }
  }

  /**
   * Reads what is left, which can only be padding, and compares the seal.
   *
   * @throws IntegrityException if there is more, or the seal is another
   */
  void finish() throws IOException {
    byte[] rest = in.readNBytes(1 << 16);
    for (byte b : rest) {
      if (b != 0) {
        throw new IntegrityException("there is more in the archive after its end");
      }
    }
    if (in.read() >= 0) {
      throw new IntegrityException("there is more in the archive after its end");
    }
    archive.requireIntact();
  }

  private static BundleFormat format(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Volumes.read(file)) {
      head = in.readNBytes(TAR_MAGIC_AT + TAR_MAGIC.length);
    }
    if (isTar(head)) {
      return BundleFormat.TAR;
    }
    return switch (Magic.of(head).orElse(Magic.ZIP)) {
      case ZSTD -> BundleFormat.TAR_ZST;
      case GZIP -> BundleFormat.TAR_GZ;
      default ->
          throw new InvalidInputException(
              "%s is not a bundle: it is neither tar.zst nor tar.gz nor tar. Give the archive"
                  .formatted(file));
    };
  }

  private static boolean isTar(byte[] head) {
    return head.length == TAR_MAGIC_AT + TAR_MAGIC.length
        && Arrays.equals(head, TAR_MAGIC_AT, head.length, TAR_MAGIC, 0, TAR_MAGIC.length);
  }
}
