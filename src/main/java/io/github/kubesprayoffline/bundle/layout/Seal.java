package io.github.kubesprayoffline.bundle.layout;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The last bytes of an archive: the sha256 of all those before them, in a form that the tools of
 * the format skip. Compressed formats carry bits that no decompressor looks at; with the seal, not
 * one of them can change unnoticed.
 */
public enum Seal {
  /** A skippable frame. */
  TAR_ZST(40) {
    @Override
    public byte[] of(byte[] sha256) {
      return ByteBuffer.allocate(length())
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(0x184D2A5B)
          .putInt(sha256.length)
          .put(sha256)
          .array();
    }
  },
  /** An empty member with the hash as its comment. */
  TAR_GZ(85) {
    @Override
    public byte[] of(byte[] sha256) {
      ByteArrayOutputStream member = new ByteArrayOutputStream(length());
      member.writeBytes(HexFormat.of().parseHex("1f8b08100000000000ff"));
      member.writeBytes(HexFormat.of().formatHex(sha256).getBytes(StandardCharsets.US_ASCII));
      member.writeBytes(HexFormat.of().parseHex("0003000000000000000000"));
      return member.toByteArray();
    }
  },
  /** A record after the two that end the archive. */
  TAR(512) {
    @Override
    public byte[] of(byte[] sha256) {
      String text = "kubespray-offline seal sha256:" + HexFormat.of().formatHex(sha256) + "\n";
      return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), length());
    }
  };

  private final int length;

  Seal(int length) {
    this.length = length;
  }

  /** In bytes, always the same for a format. */
  public int length() {
    return length;
  }

  /** The seal of an archive with that sha256 up to here. */
  public abstract byte[] of(byte[] sha256);

  /** The seal of a format. */
  public static Seal of(BundleFormat format) {
    return valueOf(format.name());
  }
}
