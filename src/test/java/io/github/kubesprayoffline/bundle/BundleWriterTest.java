package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.error.IntegrityException;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.error.OfflineException;
import io.github.kubesprayoffline.id.Checksum;
import io.github.kubesprayoffline.testing.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BundleWriterTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(BundleFormat.class)
  void sameContentsInOtherFolders_giveTheSameBytes(BundleFormat format) throws IOException {
    Path one = write(SampleBundle.in(folder.resolve("a")), format, "out1");
    Path other = write(SampleBundle.in(folder.resolve("deeper/b")), format, "out2");

    assertThat(one).hasSameBinaryContentAs(other);
    assertThat(one).hasFileName("release-1.0." + format.extension());
  }

  @Test
  void result_namesTheArchiveItsSizeAndItsChecksum() throws IOException {
    WrittenBundle written =
        new BundleWriter(BundleFormat.TAR_ZST)
            .write(SampleBundle.in(folder).contents(), folder.resolve("out"));

    assertThat(written.sha256()).isEqualTo(Checksum.sha256Of(Files.readAllBytes(written.file())));
    assertThat(written.size()).isEqualTo(Files.size(written.file()));
  }

  @Test
  void fileThatChangedAfterItWasVerified_isRefusedAndNothingIsLeft() throws IOException {
    SampleBundle sample = SampleBundle.in(folder);
    Path kubectl = folder.resolve("files/dl.k8s.io/release/v1.33.9/bin/linux/amd64/kubectl");
    byte[] content = Files.readAllBytes(kubectl);
    content[1_000_000] ^= 1;
    Files.write(kubectl, content);

    assertThatThrownBy(() -> write(sample, BundleFormat.TAR_ZST, "out"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("kubectl: got sha256:")
        .hasMessageContaining("Run the build again");
    assertThat(folder.resolve("out")).isEmptyDirectory();
  }

  @Test
  void fileThatGrew_isRefused() throws IOException {
    SampleBundle sample = SampleBundle.small(folder).file("example.com/x", "four");
    Files.writeString(folder.resolve("files/example.com/x"), "fourteen");

    assertThatThrownBy(() -> write(sample, BundleFormat.TAR, "out"))
        .isInstanceOf(IntegrityException.class)
        .hasMessageContaining("want 4 bytes");
  }

  @Test
  void missingFile_isNamed() throws IOException {
    SampleBundle sample = SampleBundle.small(folder).file("example.com/x", "four");
    Files.delete(folder.resolve("files/example.com/x"));

    assertThatThrownBy(() -> write(sample, BundleFormat.TAR, "out"))
        .isInstanceOf(OfflineException.class)
        .hasMessageContaining("files/example.com/x cannot be read");
  }

  @Test
  void failedWrite_keepsTheOldArchive() throws IOException {
    Path old = write(SampleBundle.small(folder), BundleFormat.TAR, "out");
    byte[] before = Files.readAllBytes(old);
    SampleBundle sample = SampleBundle.small(folder).file("example.com/x", "four");
    Files.writeString(folder.resolve("files/example.com/x"), "five5");

    assertThatThrownBy(() -> write(sample, BundleFormat.TAR, "out"))
        .isInstanceOf(IntegrityException.class);
    assertThat(old).hasBinaryContent(before);
    try (Stream<Path> left = Files.list(folder.resolve("out"))) {
      assertThat(left)
          .containsExactlyInAnyOrder(old, old.resolveSibling("." + old.getFileName() + ".built"));
    }
  }

  @Test
  void unchangedBundle_isNotWrittenAgain() throws IOException {
    WrittenBundle first = bundle(SampleBundle.small(folder));
    FileTime before = touch(first.file(), 1_000_000_000_000L);
    bundle(SampleBundle.small(folder));
    FileTime rewritten = Files.getLastModifiedTime(first.file());

    assertThat(rewritten).as("an archive that was touched is written again").isNotEqualTo(before);
    assertThat(bundle(SampleBundle.small(folder))).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(first.file())).isEqualTo(rewritten);
  }

  @Test
  void otherContents_areWritten() throws IOException {
    WrittenBundle first = bundle(SampleBundle.small(folder));
    WrittenBundle other = bundle(SampleBundle.small(folder).generated("site.yml", "a: 1\n"));

    assertThat(other.sha256()).isNotEqualTo(first.sha256());
    assertThat(BundleVerifier.verify(other.file()).findings()).isEmpty();
  }

  private WrittenBundle bundle(SampleBundle sample) {
    return new BundleWriter(BundleFormat.TAR_ZST).write(sample.contents(), folder.resolve("out"));
  }

  private static FileTime touch(Path file, long millis) throws IOException {
    FileTime time = FileTime.fromMillis(millis);
    Files.setLastModifiedTime(file, time);
    return time;
  }

  @Test
  void twoFilesOfOnePath_areRefused() {
    SampleBundle sample = SampleBundle.small(folder).generated("images/index.json", "{}");

    assertThatThrownBy(() -> write(sample, BundleFormat.TAR, "out"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("images/index.json");
  }

  @Test
  void fileWhereAFolderIs_isRefused() {
    SampleBundle sample =
        SampleBundle.small(folder).generated("deploy", "a").generated("deploy/run.sh", "b");

    assertThatThrownBy(() -> write(sample, BundleFormat.TAR, "out"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("deploy would be both a file and the folder of");
  }

  @Test
  void pathThatLeavesTheTopFolder_isRefused() {
    SampleBundle sample = SampleBundle.small(folder).generated("../evil", "x");

    assertThatThrownBy(() -> write(sample, BundleFormat.TAR, "out"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'../evil'");
  }

  @Test
  void imagesUnderOneName_areRefused() {
    SampleBundle sample =
        SampleBundle.small(folder)
            .image("ghcr.io/calico/node:v3.31.5", TestImages.named("fork").build(), "amd64");

    assertThatThrownBy(() -> write(sample, BundleFormat.TAR, "out"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("calico/node:v3.31.5");
  }

  private Path write(SampleBundle sample, BundleFormat format, String out) {
    return new BundleWriter(format).write(sample.contents(), folder.resolve(out)).file();
  }
}
