package io.github.kubesprayoffline.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Turns bytes into a TAR whose headers have right checksums, which mutations of a true archive
 * hardly ever have. Each entry is: its type, the lengths of name, link name and content, and these
 * three.
 */
final class TarScript {

  private static final byte[] MARK = "tar!".getBytes(StandardCharsets.US_ASCII);

  private TarScript() {}

  static boolean isScript(byte[] input) {
    return input.length > MARK.length && Arrays.equals(input, 0, MARK.length, MARK, 0, MARK.length);
  }

  static byte[] archive(byte[] script) {
    ByteBuffer in = ByteBuffer.wrap(script, MARK.length, script.length - MARK.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      while (in.remaining() > 4) {
        byte type = in.get();
        int name = in.get() & 0xff;
        int link = in.get() & 0xff;
        int size = in.get() & 0xff;
        TarArchiveEntry entry = entry(type, text(in, name), text(in, link));
        add(out, entry, take(in, size));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static TarArchiveEntry entry(byte type, String name, String link) {
    TarArchiveEntry entry = new TarArchiveEntry(name.isEmpty() ? "x" : name, type, true);
    entry.setLinkName(link);
    entry.setMode(type < 0 ? 04755 : 0644);
    return entry;
  }

  private static void add(TarArchiveOutputStream out, TarArchiveEntry entry, byte[] content)
      throws IOException {
    byte[] written = entry.isDirectory() ? new byte[0] : content;
    entry.setSize(written.length);
    out.putArchiveEntry(entry);
    if (!entry.isGlobalPaxHeader()) { // Those are written whole, with what they hold.
      out.write(written);
      out.closeArchiveEntry();
    }
  }

  private static String text(ByteBuffer in, int length) {
    return new String(take(in, length), StandardCharsets.ISO_8859_1);
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] taken = new byte[Math.min(length, in.remaining())];
    in.get(taken);
    return taken;
  }
}
