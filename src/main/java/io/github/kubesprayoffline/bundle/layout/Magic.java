package io.github.kubesprayoffline.bundle.layout;

import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/** Compressed formats by the bytes that they begin with. */
public enum Magic {
  GZIP("1f8b", "tar.gz"),
  ZSTD("28b52ffd", "tar.zst"),
  XZ("fd377a585a00", "tar.xz"),
  BZIP2("425a68", "tar.bz2"),
  ZIP("504b0304", "zip");

  /** How many bytes of a file tell its format. */
  public static final int LONGEST = 6;

  private final String hex;
  private final String archiveExtension;

  Magic(String hex, String archiveExtension) {
    this.hex = hex;
    this.archiveExtension = archiveExtension;
  }

  /** What the name of a tar in this format ends in. */
  public String archiveExtension() {
    return archiveExtension;
  }

  /** The format of a file that begins so; empty for any other. */
  public static Optional<Magic> of(byte[] head) {
    String hex = HexFormat.of().formatHex(head, 0, Math.min(head.length, LONGEST));
    return Stream.of(values()).filter(magic -> hex.startsWith(magic.hex)).findFirst();
  }
}
