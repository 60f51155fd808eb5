package io.github.kubesprayoffline.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** The few ways in which archives of source code are packed, told by their first bytes. */
final class Compression {

  /** What {@code xz -9} needs, and a half of that. */
  private static final int MOST_KIBIBYTES = 96 << 10;

  private static final int LONGEST_MAGIC = 6;

  private Compression() {}

  /** The plain bytes of a stream, whose position can be marked. */
  static InputStream open(InputStream in) throws IOException {
    in.mark(LONGEST_MAGIC);
    String head = HexFormat.of().formatHex(in.readNBytes(LONGEST_MAGIC));
    in.reset();
    if (head.startsWith("1f8b")) {
      return new GZIPInputStream(in);
    }
    if (head.startsWith("425a68")) {
      return new BZip2CompressorInputStream(in, true);
    }
    if (head.startsWith("fd377a585a00")) {
      return xz(in);
    }
    return head.startsWith("28b52ffd") ? new ZstdCompressorInputStream(in) : in;
  }

  private static InputStream xz(InputStream in) throws IOException {
    return XZCompressorInputStream.builder()
        .setInputStream(in)
        .setDecompressConcatenated(true)
        .setMemoryLimitKiB(MOST_KIBIBYTES)
        .get();
  }
}
