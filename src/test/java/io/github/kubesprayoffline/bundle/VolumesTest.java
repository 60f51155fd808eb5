package io.github.kubesprayoffline.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kubesprayoffline.bundle.archive.WrittenBundle;
import io.github.kubesprayoffline.bundle.layout.BundleFormat;
import io.github.kubesprayoffline.bundle.verify.BundleVerifier;
import io.github.kubesprayoffline.error.InvalidInputException;
import io.github.kubesprayoffline.testing.Programs;
import io.github.kubesprayoffline.testing.RequiresProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumesTest {

  @TempDir Path folder;

  @Test
  @RequiresProgram({"sh", "sha256sum"})
  void catJoinsVolumes_toTheArchiveThatIsNotSplit() throws IOException {
    WrittenBundle split = write(400_000);

    assertThat(split.isSplit()).isTrue();
    assertThat(split.files()).hasSizeGreaterThan(2);
    assertThat(split.files().get(0)).hasFileName("release-1.0.tar.zst.001").hasSize(400_000);
    Programs.runIn(
        folder.resolve("out"), "sh", "-c", "sha256sum -c *.sha256 && cat *.zst.??? > joined");
    Path whole =
        new BundleWriter(BundleFormat.TAR_ZST)
            .write(sample().contents(), folder.resolve("whole"))
            .file();
    assertThat(folder.resolve("out/joined")).hasSameBinaryContentAs(whole);
  }

  @Test
  void firstVolumeOrTheSharedName_isReadAsTheWhole() {
    WrittenBundle split = write(400_000);

    assertThat(BundleVerifier.verify(split.files().get(0)).findings()).isEmpty();
    assertThat(BundleVerifier.verify(split.file()).findings()).isEmpty();
  }

  @Test
  void missingVolume_isFound() throws IOException {
    WrittenBundle split = write(400_000);
    Files.delete(split.files().get(split.files().size() - 1));

    assertThat(BundleVerifier.verify(split.file()).findings()).isNotEmpty();
  }

  @Test
  void volumesOfALongerArchive_areRemoved() throws IOException {
    write(100_000);
    WrittenBundle shorter = write(1_000_000);

    assertThat(names())
        .containsExactlyElementsOf(
            shorter.files().stream()
                .map(file -> file.getFileName().toString())
                .flatMap(name -> Stream.of(name, name + ".sha256"))
                .toList());
    new BundleWriter(BundleFormat.TAR_ZST).write(sample().contents(), folder.resolve("out"));
    assertThat(names()).containsExactly("release-1.0.tar.zst");
  }

  @Test
  void tinyVolumes_areRefused() {
    assertThatThrownBy(() -> write(10))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("volumeSize");
  }

  @Test
  void moreVolumesThanThreeDigitsNumber_areRefusedAndNothingIsLeft() throws IOException {
    assertThatThrownBy(() -> write(1024))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("more than 999 volumes");
    assertThat(names()).isEmpty();
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder.resolve("out"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private WrittenBundle write(long volumeSize) {
    return new BundleWriter(BundleFormat.TAR_ZST, OptionalLong.of(volumeSize))
        .write(sample().contents(), folder.resolve("out"));
  }

  private SampleBundle sample() {
    return SampleBundle.in(folder.resolve("work"));
  }
}
