package io.github.kubesprayoffline.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.testing.TestArchives;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What a hostile archive may hold ends in an error that names it, soon, and in little memory. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HostileArchivesTest {

  private static final int BLOCK = 512;

  @TempDir Path folder;

  private Path unpack(byte[] archive) throws IOException {
    return Unpacker.unpack(
        Files.write(folder.resolve("archive"), archive), folder.resolve("work"), "k.tar.gz");
  }

  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  private Path unpackGzipped(Content content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      content.write(out);
    }
    return unpack(packed.toByteArray());
  }

  /** A header as it stands in a tar, whatever its content is to be. */
  private static byte[] header(String name, char type, long size) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
    put(header, 124, "%011o\0".formatted(size) + "00000000000\0" + "        " + type);
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static byte[] block(String text) {
    return Arrays.copyOf(text.getBytes(UTF_8), BLOCK);
  }

  @ParameterizedTest
  @ValueSource(chars = {'L', 'K', 'x', 'g', 'S'})
  void headerOfAGigabyte_isRefusedBeforeItIsInMemory(char type) {
    assertThatThrownBy(
            () ->
                unpackGzipped(
                    out -> {
                      out.write(header("././@LongLink", type, 1L << 30));
                      byte[] names = "1073741823 path=".repeat(1 << 12).getBytes(UTF_8);
                      for (int i = 0; i < 1 << 8; i++) {
                        out.write(names);
                      }
                    }))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("k.tar.gz");
  }

  @Test
  void millionsOfGlobalHeaders_areRefused() {
    assertThatThrownBy(
            () ->
                unpackGzipped(
                    out -> {
                      byte[] one = header("g", 'g', 11);
                      byte[] content = block("11 path=a\n\n");
                      for (int i = 0; i < 60_000; i++) {
                        out.write(one);
                        out.write(content);
                      }
                    }))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("k.tar.gz is hostile: it has a header of more than a megabyte");
  }

  @Test
  void xzWithALargeDictionary_isRefused() throws IOException {
    byte[] xz = xz();
    int dictionarySize = 16;
    xz[dictionarySize] = 36;
    CRC32 crc = new CRC32();
    crc.update(xz, 12, 8);
    for (int i = 0; i < 4; i++) {
      xz[20 + i] = (byte) (crc.getValue() >> (8 * i));
    }

    assertThatThrownBy(() -> unpack(xz))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("k.tar.gz is damaged")
        .hasMessageContaining("MemoryLimit");
  }

  private static byte[] xz() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new XZOutputStream(packed, new LZMA2Options(1))) {
      out.write(TestArchives.tar(TestArchives.KUBESPRAY));
    }
    return packed.toByteArray();
  }

  @Test
  void knownCompressions_areOpened() throws IOException {
    ByteArrayOutputStream zstd = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdCompressorOutputStream(zstd)) {
      out.write(TestArchives.tar(TestArchives.KUBESPRAY));
    }

    assertThat(unpack(xz()).resolve("kubespray-9.9.9/galaxy.yml")).exists();
    assertThat(unpack(zstd.toByteArray()).resolve("kubespray-9.9.9/galaxy.yml")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cafed00d", "1f9d90", "5d00008000", "04224d18", "425a6839"})
  void otherFormats_areNoArchives(String magic) {
    byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex(magic), 5000);

    assertThatThrownBy(() -> unpack(bytes))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("k.tar.gz");
  }

  @Test
  void bombWithinTheLimitOfAllTrees_isToldByItsRatio() {
    assertThatThrownBy(
            () ->
                unpackGzipped(
                    out -> {
                      out.write(header("k/docs/zeros", '0', 256L << 20));
                      byte[] zeros = new byte[1 << 20];
                      for (int i = 0; i < 256; i++) {
                        out.write(zeros);
                      }
                    }))
        .hasMessageContaining("it unpacks to more than");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 20, 100})
  void archiveThatIsCutOff_saysSo(int missing) throws IOException {
    byte[] whole = TestArchives.gzip(TestArchives.tar(TestArchives.KUBESPRAY));
    byte[] cut = Arrays.copyOf(whole, Math.max(20, whole.length - missing));

    assertThatThrownBy(() -> unpack(cut))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("k.tar.gz is damaged, or not whole")
        .hasMessageEndingWith("Get it again.")
        .message()
        .doesNotContain("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k/roles/a\nb",
        "k/roles/./x",
        "k/roles/../../x",
        "k/roles/a\\..\\b",
        "k/roles//x"
      })
  void nameThatIsNoPlainPath_isRefused(String name) {
    assertThatThrownBy(() -> unpack(TestArchives.tar(Map.of(name, "x"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("k.tar.gz is hostile: its entry '")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void nameThatIsTooLongForAnyFileSystem_isRefused() {
    assertThatThrownBy(() -> unpack(TestArchives.tar(Map.of("k/roles/" + "x".repeat(300), "x"))))
        .hasMessageContaining("has a name of 300 bytes, and 255 is the most");
  }

  @Test
  void nulInAPaxPath_isRefused() {
    assertThatThrownBy(
            () ->
                unpackGzipped(
                    out -> {
                      out.write(header("x", 'x', 21));
                      out.write(block("21 path=k/roles/\0abc\n"));
                      out.write(header("k/roles/x", '0', 1));
                      out.write(block("x"));
                    }))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("k.tar.gz");
  }

  @Test
  void devicesPipesLinksAndHoles_areLeftOut() throws IOException {
    Path unpacked =
        unpackGzipped(
            out -> {
              for (char type : "123456".toCharArray()) {
                out.write(header("k/roles/e" + type, type, 0));
              }
              out.write(header("k/roles/x", '0', 1));
              out.write(block("x"));
              out.write(new byte[2 * BLOCK]);
            });

    try (var found = Files.list(unpacked.resolve("k/roles"))) {
      assertThat(found.map(path -> path.getFileName().toString())).containsExactly("x");
    }
  }

  @Test
  void tooManyEntries_areRefused() {
    assertThatThrownBy(
            () ->
                unpackGzipped(
                    out -> {
                      TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
                      for (int i = 0; i < 100_001; i++) {
                        tar.putArchiveEntry(new TarArchiveEntry("k/docs/" + i));
                        tar.closeArchiveEntry();
                      }
                      tar.finish();
                    }))
        .hasMessageContaining("more than 100000 entries");
  }
}
