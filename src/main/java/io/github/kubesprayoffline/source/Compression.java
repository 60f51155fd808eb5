package io.github.kubesprayoffline.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** The few ways in which archives of source code are packed, told by their first bytes. */
enum Compression {
  GZIP("1f8b", GZIPInputStream::new),
  BZIP2("425a68", in -> new BZip2CompressorInputStream(in, true)),
  XZ("fd377a585a00", in -> new XZCompressorInputStream(in, true, Compression.MOST_KIBIBYTES)),
  ZSTD("28b52ffd", ZstdCompressorInputStream::new),
  NONE("", in -> in);

  /** What {@code xz -9} needs, and a half of that. */
  private static final int MOST_KIBIBYTES = 96 << 10;

  private static final int LONGEST_MAGIC = 6;

  private final byte[] magic;
  private final Opener opener;

  @FunctionalInterface
  private interface Opener {
    InputStream open(InputStream in) throws IOException;
  }

  Compression(String magic, Opener opener) {
    this.magic = HexFormat.of().parseHex(magic);
    this.opener = opener;
  }

  /** The plain bytes of a stream, whose position can be marked. */
  static InputStream open(InputStream in) throws IOException {
    in.mark(LONGEST_MAGIC);
    byte[] head = in.readNBytes(LONGEST_MAGIC);
    in.reset();
    for (Compression each : values()) {
      if (Arrays.equals(each.magic, Arrays.copyOf(head, each.magic.length))) {
        return each.opener.open(in);
      }
    }
    return in;
  }
}
