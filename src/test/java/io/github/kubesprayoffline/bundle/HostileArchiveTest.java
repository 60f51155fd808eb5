package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.kubesprayoffline.bundle.layout.Seal;
import io.github.kubesprayoffline.bundle.read.Bundle;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.bundle.verify.VerifyReport;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.id.Checksum;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that someone made to do harm: refused by name, and nothing of them is left. */
class HostileArchiveTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../evil",
        "top/../../evil",
        "top/./x",
        "top//x",
        "other/x",
        "top/a\\b",
        "top/new\nline",
        "top",
      })
  void pathThatLeavesTheTopFolder_isRefused(String name) throws IOException {
    requireRefused(archive(entry("top/first", TarConstants.LF_NORMAL), entry(name, (byte) '0')));
  }

  @ParameterizedTest
  @CsvSource({
    "2, symbolic link",
    "3, device",
    "4, device",
    "6, named pipe",
    "7, type 7",
    "V, type V"
  })
  void whatIsNoFile_isRefused(char type, String word) throws IOException {
    TarArchiveEntry entry = entry("top/x", (byte) type);
    entry.setLinkName("/etc/passwd");

    assertThat(requireRefused(archive(entry))).contains("top/x").contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../../etc/passwd", "top/later", "top/x", "elsewhere/y"})
  void linkToAnythingButAnEarlierFile_isRefused(String target) throws IOException {
    TarArchiveEntry link = entry("top/x", TarConstants.LF_LINK);
    link.setLinkName(target);

    requireRefused(archive(link, entry("top/later", TarConstants.LF_NORMAL)));
  }

  @Test
  void linkToSha256sums_whichHaveNoSumThemselves_isRefused() throws IOException {
    TarArchiveEntry link = entry("top/x", TarConstants.LF_LINK);
    link.setLinkName("top/SHA256SUMS");

    assertThat(requireRefused(archive(entry("top/SHA256SUMS", TarConstants.LF_NORMAL), link)))
        .contains("x: not in SHA256SUMS");
  }

  @Test
  void samePathTwice_isRefused() throws IOException {
    requireRefused(
        archive(entry("top/x", TarConstants.LF_NORMAL), entry("top/x", TarConstants.LF_NORMAL)));
  }

  @Test
  void folderInPlaceOfAFile_isRefused() throws IOException {
    requireRefused(
        archive(entry("top/x", TarConstants.LF_NORMAL), entry("top/x/", TarConstants.LF_DIR)));
  }

  @Test
  void setuidProgram_isRefused() throws IOException {
    TarArchiveEntry entry = entry("top/x", TarConstants.LF_NORMAL);
    entry.setMode(04755);

    assertThat(requireRefused(archive(entry))).contains("mode");
  }

  @Test
  void fileOfAnotherOwner_isRefused() throws IOException {
    TarArchiveEntry entry = entry("top/x", TarConstants.LF_NORMAL);
    entry.setIds(1000, 0);

    assertThat(requireRefused(archive(entry))).contains("owner");
  }

  @Test
  @Timeout(60)
  void fewBytesThatBecomeTooMany_areRefusedBeforeTheyFillTheDisk() throws IOException {
    TarArchiveEntry bomb = entry("top/SHA256SUMS", TarConstants.LF_NORMAL);
    bomb.setSize(20L << 30);

    Path archive = write(out -> zeros(out, bomb, "", 200 << 20));

    assertThat(Files.size(archive)).isLessThan(1 << 20);
    assertThat(requireRefused(archive)).contains("nothing needs so many");
  }

  @Test
  @Timeout(60)
  void headerOfAGigabyte_isRefusedBeforeItFillsTheMemory() throws IOException {
    TarArchiveEntry header = entry("top/PaxHeaders/x", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
    header.setSize(1L << 30);

    Path archive = write(out -> zeros(out, header, "1073741824 comment=", 200 << 20));

    assertThat(requireRefused(archive)).contains("header of more than a megabyte");
  }

  @Test
  void fileThatSha256sumsDoesNotName_isNotUnpacked() throws IOException {
    byte[] sums =
        (Checksum.sha256Of(new byte[0]).hex() + "  named\n").getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry first = entry("top/SHA256SUMS", TarConstants.LF_NORMAL);
    first.setSize(sums.length);
    Path archive =
        write(
            out -> {
              put(out, first, sums);
              put(out, entry("top/surprise", TarConstants.LF_NORMAL), new byte[0]);
            });

    assertThat(requireRefused(archive)).contains("surprise");
  }

  /** Returns what was said. */
  private String requireRefused(Path archive) throws IOException {
    VerifyReport report = BundleVerifier.verify(archive);
    assertThat(report.isSound()).isFalse();
    Path target = folder.resolve("unpacked/top");
    Files.createDirectories(target.getParent());
    assertThatThrownBy(() -> Bundle.open(archive).unpack(target))
        .isInstanceOf(IntegrityException.class);
    assertThat(target.getParent()).isEmptyDirectory();
    assertThat(folder.resolve("evil")).doesNotExist();
    return report.findings().toString();
  }

  private Path archive(TarArchiveEntry... entries) throws IOException {
    return write(
        out -> {
          for (TarArchiveEntry entry : entries) {
            put(out, entry, new byte[0]);
          }
        });
  }

  /** A sealed archive with that tar in it. */
  private Path write(Consumer<TarArchiveOutputStream> content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStream zstd = new BufferedOutputStream(new ZstdOutputStream(bytes));
    TarArchiveOutputStream tar = new TarArchiveOutputStream(zstd, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    content.accept(tar);
    try {
      tar.finish();
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("unclosed");
    }
    zstd.close();
    byte[] hash = HexFormat.of().parseHex(Checksum.sha256Of(bytes.toByteArray()).hex());
    bytes.write(Seal.TAR_ZST.of(hash));
    return Files.write(folder.resolve("hostile.tar.zst"), bytes.toByteArray());
  }

  private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, byte[] content) {
    try {
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void zeros(
      TarArchiveOutputStream out, TarArchiveEntry entry, String before, int count) {
    try {
      out.putArchiveEntry(entry);
      out.write(before.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < count; i += 1 << 20) {
        out.write(new byte[1 << 20]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TarArchiveEntry entry(String name, byte type) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setMode(type == TarConstants.LF_DIR ? 0755 : 0644);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setModTime(FileTime.fromMillis(0));
    return entry;
  }
}
